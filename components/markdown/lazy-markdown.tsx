'use client';

import dynamic from 'next/dynamic';
import type { MarkdownProps } from './markdown.tsx';

/** The renderer is in the first HTML of a session's page, and in no other page's first load. */
export const LazyMarkdown = dynamic<MarkdownProps>(() => loadMarkdown());

/** Also called ahead of time, so that a session begun offline has it. */
export function loadMarkdown() {
  return import('./markdown.tsx');
}
