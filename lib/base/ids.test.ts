import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createId, isUuid } from './ids.ts';

const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

// The generator is one per process and its clock never goes back, so tests that set the time each begin a new era.
let era = Date.UTC(2100, 0);
const nextEra = () => (era += 1_000_000);

test('an id has the shape of RFC 9562: lower case, version 7, variant 10', () => {
  for (let n = 0; n < 1_000; n++) {
    expect(createId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});

test('the first 48 bits are the time in milliseconds', () => {
  const at = nextEra();
  expect(timeOf(createId(at))).toBe(at);
});

test('ids sort in the order they were made and never repeat, whatever the clock does', () => {
  const jumps = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(jumps, (steps) => {
      let at = nextEra();
      const ids = steps.map((step) => createId((at += step)));
      expect(ids.toSorted()).toEqual(ids);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

test('more ids than a millisecond has room for borrow from the next one', () => {
  const at = nextEra();
  const ids = Array.from({ length: 10_000 }, () => createId(at));
  expect(ids.toSorted()).toEqual(ids);
  expect(timeOf(ids.at(-1) ?? '') - at).toBeGreaterThanOrEqual(1);
  expect(timeOf(ids.at(-1) ?? '') - at).toBeLessThanOrEqual(3);
});

test('two ids of one millisecond differ in their random bits', () => {
  const at = nextEra();
  const [one, two] = [createId(at), createId(at)];
  expect(one.slice(19)).not.toBe(two.slice(19));
});

test('[X19] an id is a lower-case UUID and nothing else', () => {
  expect(isUuid(createId())).toBe(true);
  expect(isUuid('00000000-0000-0000-0000-000000000000')).toBe(true);
  const wrong = [
    '',
    'undefined',
    '../1',
    'x'.repeat(1_000),
    createId().toUpperCase(),
    ` ${createId()}`,
    `${createId()}\n`,
    createId().replaceAll('-', ''),
    `{${createId()}}`,
    "'; DROP TABLE session; --",
    '🌊',
    '__proto__',
  ];
  expect(wrong.filter(isUuid)).toEqual([]);
});
