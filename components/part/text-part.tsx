'use client';

import { Markdown } from '../markdown/markdown.tsx';
import type { PartProps } from './part-props.ts';

export function TextPart({ part, isLive, isLast }: PartProps<'text'>) {
  if (part.text === '') return null;
  return <Markdown text={part.text} isLive={isLive && isLast} />;
}
