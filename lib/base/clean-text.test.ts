import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanJson, cleanText } from './clean-text.ts';

/** Any UTF-16, with plenty of what Postgres refuses. */
const rawText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\0', '\uD800', '\uDBFF', '\uDC00', '\uDFFF', '\u{1F30A}', '__proto__', 'a', '\uFFFD'),
    fc.string({ unit: 'binary', maxLength: 2 }),
  ),
});

test.each([
  ['plain', 'plain'],
  ['a\0b', 'a\uFFFDb'],
  ['\uD800', '\uFFFD'],
  ['\uDC00', '\uFFFD'],
  ['\uDC00\uD800', '\uFFFD\uFFFD'],
  ['\uD83C\uD83C\uDF0A', '\uFFFD\u{1F30A}'],
  ['\u{1F30A}\uDF0A', '\u{1F30A}\uFFFD'],
  ['\uFFFE\uFFFF\u0001', '\uFFFE\uFFFF\u0001'],
])('[X30] cleanText(%j) is %j', (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test('[X30] clean text is well formed, has no NUL, keeps its length and is left alone the second time', () => {
  fc.assert(
    fc.property(rawText, (text) => {
      const clean = cleanText(text);
      expect(clean.isWellFormed() && !clean.includes('\0')).toBe(true);
      expect(clean).toHaveLength(text.length);
      expect(cleanText(clean)).toBe(clean);
    }),
  );
});

test('text that Postgres takes is not changed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('\0'));
      expect(cleanText(text)).toBe(text);
    }),
  );
});

test('cleanJson returns the very value when there is nothing to clean', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      fc.pre(!JSON.stringify(value).includes('\\u0000'));
      expect(cleanJson(value)).toBe(value);
    }),
  );
});

test('[X30] cleanJson cleans every string, keys included, and nothing else', () => {
  const value = {
    text: 'a\0',
    list: ['\uD800', { deep: 'b\uDC00' }],
    n: 1,
    yes: true,
    none: null,
    'k\0y': 'v',
  };
  expect(cleanJson(value)).toEqual({
    text: 'a\uFFFD',
    list: ['\uFFFD', { deep: 'b\uFFFD' }],
    n: 1,
    yes: true,
    none: null,
    'k\uFFFDy': 'v',
  });
});

test('cleanJson touches only what it has to: siblings keep their identity, the input stays as it was', () => {
  const clean = { nested: ['fine'] };
  const value = { clean, dirty: 'a\0' };
  const cleaned = cleanJson(value);
  expect(cleaned.clean).toBe(clean);
  expect(value.dirty).toBe('a\0');
});

test('[X34] keys that JavaScript gives a meaning are data: kept, and no prototype is changed', () => {
  const prototype = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
  const source =
    '{"__proto__":{"polluted":"a\\u0000"},"constructor":{"prototype":{"polluted":"\\ud800"}},"toString":"\\u0000"}';
  const cleaned: unknown = cleanJson(JSON.parse(source));
  expect(JSON.stringify(cleaned)).toBe(source.replaceAll(/\\u0000|\\ud800/g, '\uFFFD'));
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(Object.getPrototypeOf(cleaned)).toBe(Object.prototype);
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(prototype);
});

test('[X34] no key and no value is lost, whatever the keys are called', () => {
  const key = fc.oneof(
    fc.constantFrom('__proto__', 'constructor', 'prototype', 'hasOwnProperty', '0'),
    rawText,
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      rawText,
      fc.integer(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie('tree')), { maxLength: 4 }).map(Object.fromEntries),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      // The same text rule, applied to the JSON text: a second way to the same answer.
      const expected = JSON.stringify(value).replaceAll(/\\u0000|\\ud[89a-f][0-9a-f]{2}/g, '\uFFFD');
      fc.pre(hasDistinctKeys(expected, value));
      expect(JSON.stringify(cleanJson(value))).toBe(expected);
    }),
  );
});

/** Two keys that differ in unstorable characters only become one: jsonb could not tell them apart either. */
function hasDistinctKeys(cleaned: string, value: unknown): boolean {
  const countColons = (text: string) => text.match(/":/g)?.length ?? 0;
  return countColons(JSON.stringify(JSON.parse(cleaned))) === countColons(JSON.stringify(value));
}
