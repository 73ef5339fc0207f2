/** Markdown within a file; `firstLine` is the line of the file that it begins on. */
export interface SkillText {
  readonly path: string;
  readonly text: string;
  readonly firstLine: number;
}

/** What stands together: its lines without the mark in front, and where each of them is. */
export interface Block {
  readonly kind: 'paragraph' | 'item' | 'heading' | 'code';
  /** In front of the text: `- `, `1. `, `## `; with its indentation. Empty for paragraphs and code. */
  readonly mark: string;
  readonly lines: readonly { readonly text: string; readonly line: number }[];
}

const fence = /^\s*(`{3,}|~{3,})/;
const marks: readonly (readonly [Block['kind'], RegExp])[] = [
  ['heading', /^#{1,6}\s+/],
  ['item', /^\s*(?:[-*+]|\d{1,9}[.)])\s+/],
];

/** The blocks of a text in order. Not all of Markdown: what a skill needs, and never a failure. */
export function toBlocks({ text, firstLine }: SkillText): Block[] {
  const blocks: { kind: Block['kind']; mark: string; lines: { text: string; line: number }[] }[] = [];
  let isOpen = false;
  let closing: string | undefined;
  for (const [index, content] of text.split('\n').entries()) {
    const line = firstLine + index;
    const marker = fence.exec(content)?.[1];
    if (closing !== undefined) {
      if (marker?.startsWith(closing) === true && content.trim() === marker) closing = undefined;
      else blocks.at(-1)?.lines.push({ text: content, line });
      continue;
    }
    if (marker !== undefined) {
      closing = marker;
      blocks.push({ kind: 'code', mark: '', lines: [] });
      isOpen = false;
      continue;
    }
    if (content.trim() === '') {
      isOpen = false;
      continue;
    }
    const [kind, mark] = toMark(content);
    const own = { text: content.slice(mark.length).trim(), line };
    if (isOpen && mark === '') blocks.at(-1)?.lines.push(own);
    else blocks.push({ kind, mark, lines: [own] });
    isOpen = kind !== 'heading';
  }
  return blocks;
}

function toMark(content: string): [kind: Block['kind'], mark: string] {
  for (const [kind, pattern] of marks) {
    const mark = pattern.exec(content)?.[0];
    if (mark !== undefined) return [kind, mark];
  }
  return ['paragraph', ''];
}

export const textOf = (block: Block): string => block.lines.map(({ text }) => text).join(' ');
export const lineOf = (block: Block): number => block.lines[0]?.line ?? 1;

/** Code spans of running text, by line. */
export function codeSpansOf(block: Block): { code: string; line: number }[] {
  if (block.kind === 'code') return [];
  return block.lines.flatMap(({ text, line }) =>
    Array.from(text.matchAll(/`([^`]+)`/g), ([, code = '']) => ({ code, line })),
  );
}
