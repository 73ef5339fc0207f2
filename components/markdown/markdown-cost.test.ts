import { describe, expect, test } from 'vitest';
import { isCheapBlock, isSafeToSplit } from './markdown-cost.ts';

const table = (rows: number) => `| a | b |\n| - | - |\n${'| 1 | 2 |\n'.repeat(rows)}`;
const nested = (depth: number) =>
  Array.from({ length: depth }, (_, level) => `${'  '.repeat(level)}- a`).join('\n');

describe('what is read as markdown', () => {
  test.each([
    ['a long answer', 'A sentence with **some** weight and `code`. '.repeat(2_000)],
    ['a list ten deep', nested(10)],
    ['quotes three deep', '> > > so they said'],
  ])('%s', (_, text) => {
    expect(isSafeToSplit(text)).toBe(true);
  });

  test.each([
    ['a paragraph', 'A sentence with **some** weight and `code`. '.repeat(100)],
    ['a table of 100 rows', table(100)],
    ['a long file of code', `\`\`\`ts\n${'const a = [1, 2, 3];\n'.repeat(5_000)}\`\`\``],
  ])('%s as a block', (_, text) => {
    expect(isCheapBlock(text)).toBe(true);
  });
});

describe('[X45] what is shown as it was written', () => {
  test.each([
    ['more than 100,000 characters', 'word '.repeat(30_000)],
    ['5,000 quotes', `${'>'.repeat(5_000)} a`],
    ['5,000 list items on one line', `${'- '.repeat(5_000)}a`],
    ['quotes and lists in turn', `${'> - '.repeat(100)}a`],
    ['a list 60 deep', nested(60)],
  ])('%s', (_, text) => {
    expect(isSafeToSplit(text)).toBe(false);
  });

  test.each([
    ['a line of 200 kB', 'x'.repeat(200_000)],
    ['a table of 10,000 rows', table(10_000)],
    ['50,000 stars', '*'.repeat(50_000)],
    ['stars between letters', 'a*'.repeat(5_000)],
    ['open brackets', '['.repeat(5_000)],
    ['2,000 list items', '- a\n'.repeat(2_000)],
  ])('%s as a block', (_, text) => {
    expect(isCheapBlock(text)).toBe(false);
  });
});
