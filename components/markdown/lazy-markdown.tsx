'use client';

import { Suspense } from 'react';
import dynamic from 'next/dynamic';
import type { MarkdownProps } from './markdown.tsx';
import { PlainText } from './plain-text.tsx';

/** Also called ahead of time, so that a session begun offline has it. */
export function loadMarkdown() {
  return import('./markdown.tsx');
}

const DynamicMarkdown = dynamic<MarkdownProps>(() => loadMarkdown().then(({ Markdown }) => Markdown));

/** The renderer is in the first HTML of a session's page, and in no other page's first load. */
export function LazyMarkdown(props: MarkdownProps) {
  return (
    <Suspense fallback={<PlainText text={props.text} />}>
      <DynamicMarkdown {...props} />
    </Suspense>
  );
}
