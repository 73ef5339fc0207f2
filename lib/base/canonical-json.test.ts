import { expect, test } from 'vitest';
import { toCanonicalJson } from './canonical-json.ts';

test('the order of keys does not matter, at any depth', () => {
  const [one, two] = [
    { b: [{ y: 1, x: null }], a: 'é' },
    { a: 'é', b: [{ x: null, y: 1 }] },
  ];
  expect(toCanonicalJson(one)).toBe('{"a":"é","b":[{"x":null,"y":1}]}');
  expect(toCanonicalJson(two)).toBe(toCanonicalJson(one));
});

test.each([
  [{ a: 1 }, [['a', 1]]],
  [
    [1, 2],
    [2, 1],
  ],
  [{ a: '1' }, { a: 1 }],
  [JSON.parse('{"__proto__":1}'), {}],
])('%j and %j are not the same', (one, two) => {
  expect(toCanonicalJson(one)).not.toBe(toCanonicalJson(two));
});
