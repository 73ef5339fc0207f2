const MAX_TEXT_CHARS = 100_000;
const MAX_BLOCK_CHARS = 12_000;
const MAX_CODE_CHARS = 200_000;
const MAX_BLOCK_LINES = 400;
const MAX_BLOCK_MARKS = 1_500;

/** 21 quotes or list items inside each other, on one line or by indentation: parsers recurse on these. */
const deepNesting =
  /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){21}|^[ \t]{80,}(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])/m;
const fence = /^ {0,3}(?:```|~~~)/;
const marks = /[*_[\]~`<@|]/g;

/** Whether a text can be cut into blocks at all. What can't is shown as it was written. [X45] */
export function isSafeToSplit(text: string): boolean {
  return text.length <= MAX_TEXT_CHARS && !deepNesting.test(text);
}

/** Whether one block can be parsed within a frame. The limits are measured: each is some 50 ms of a slow machine. */
export function isCheapBlock(block: string): boolean {
  if (fence.test(block)) return block.length <= MAX_CODE_CHARS;
  return (
    block.length <= MAX_BLOCK_CHARS &&
    countAtMost(block, /\n/g, MAX_BLOCK_LINES) &&
    countAtMost(block, marks, MAX_BLOCK_MARKS)
  );
}

function countAtMost(text: string, pattern: RegExp, most: number): boolean {
  let count = 0;
  for (const _ of text.matchAll(pattern)) if (++count > most) return false;
  return true;
}
