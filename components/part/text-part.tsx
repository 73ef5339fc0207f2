'use client';

import { LazyMarkdown } from '../markdown/lazy-markdown.tsx';
import type { PartProps } from './part-props.ts';

export function TextPart({ part, isLive, isLast }: PartProps<'text'>) {
  if (part.text === '') return null;
  return <LazyMarkdown text={part.text} isLive={isLive && isLast} />;
}
