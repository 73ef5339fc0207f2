import { expect, test } from 'vitest';
import { createCountScript } from './count-script.ts';

const collect = (tokens: Iterator<string>) => Array.from({ [Symbol.iterator]: () => tokens });
const written = Array.from({ length: 1200 }, (_, index) => index + 1).join(' ');

test('counts with single spaces and nothing else', () => {
  expect(collect(createCountScript(12).tokensFrom(0))).toEqual([
    '1',
    ' 2',
    ' 3',
    ' 4',
    ' 5',
    ' 6',
    ' 7',
    ' 8',
    ' 9',
    ' 10',
    ' 11',
    ' 12',
  ]);
});

test('goes on from any character, in the middle of a number too', () => {
  const script = createCountScript(1200);
  for (let offset = 0; offset <= written.length; offset++) {
    expect(collect(script.tokensFrom(offset)).join('')).toBe(written.slice(offset));
  }
});

test('the prefix is the beginning of what is said', () => {
  const script = createCountScript(1200);
  expect([0, 1, 2, 17, 100, 9999].map((length) => script.prefix(length))).toEqual(
    [0, 1, 2, 17, 100, 9999].map((length) => written.slice(0, length)),
  );
});

test('counts without end', () => {
  const tokens = createCountScript(Infinity).tokensFrom(written.length);
  expect([tokens.next().value, tokens.next().value]).toEqual([' 1201', ' 1202']);
});
