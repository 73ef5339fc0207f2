import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines } from './diff-lines.ts';

const words = (before: string, after: string, context?: number) =>
  diffLines(before, after, context).map((hunk) =>
    hunk.map(({ kind, text, line }) => `${line}${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`),
  );

test('a line that moves goes away in one place and comes in another', () => {
  expect(words('a\nb\nc\nd\ne\nf', 'b\nc\nd\ne\na\nf', 1)).toEqual([
    ['1-a', '2 b'],
    ['5 e', '5+a', '6 f'],
  ]);
});

test('a line that is reworded stands as removed and added', () => {
  expect(words('a\nb\nc', 'a\nB\nc')).toEqual([['1 a', '2-b', '2+B', '3 c']]);
});

test('the same text has no hunk', () => {
  expect(diffLines('a\nb', 'a\nb')).toEqual([]);
});

test('with all of its context a diff holds both texts', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before.join('\n') !== after.join('\n'));
      const [hunk = []] = diffLines(before.join('\n'), after.join('\n'), 100);
      const without = (kind: string) => hunk.filter((line) => line.kind !== kind).map((line) => line.text);
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }),
  );
});
