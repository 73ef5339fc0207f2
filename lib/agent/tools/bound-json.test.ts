import { expect, test } from 'vitest';
import { boundJson, boundText } from './bound-json.ts';

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

test('what fits stays what it is', () => {
  const value = { rows: [1, 'two', null] };
  expect(boundJson(value, bytesOf(value))).toBe(value);
});

test('what does not becomes the beginning of its JSON, and says how much there was', () => {
  const cut = boundJson({ rows: 'x'.repeat(1_000) }, 200);
  expect(cut).toMatch(/^\{"rows":"x+\n\[cut here: \d+ bytes, 200 are kept\]$/);
  expect(bytesOf(cut)).toBeGreaterThan(190);
});

test.each([
  ['plain text', 'x'],
  ['quotes, two bytes each in JSON', '"'],
  ['control characters, six bytes each', '\u0001'],
  ['characters outside the BMP, four bytes in two halves', '🌊'],
])('the JSON of what is left fits: %s', (_, character) => {
  for (const maxBytes of [200, 201, 202, 203]) {
    const cut = boundText(character.repeat(2_000), maxBytes);
    expect(bytesOf(cut)).toBeLessThanOrEqual(maxBytes);
    expect(cut.isWellFormed()).toBe(true);
  }
});

test('[X59] what is nested so deeply that it exhausts whoever goes through it becomes text', () => {
  const nest = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  const fine = JSON.parse(nest(100));
  expect(boundJson(fine, 48_000)).toBe(fine);
  expect(boundJson(JSON.parse(nest(4_000)), 48_000)).toBe(nest(4_000));
});
