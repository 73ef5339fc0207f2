import { expect, test } from 'vitest';
import { findSchemaFault } from './schema-faults.ts';

/** Each level leads to the next one so many times. */
function branch(levels: number, width: number): Record<string, unknown> {
  const $defs = Object.fromEntries(
    Array.from({ length: levels }, (_, level) => {
      const ref = { $ref: `#/$defs/level${level + 1}` };
      return [`level${level}`, { anyOf: Array.from({ length: width }, () => ref) }];
    }),
  );
  return {
    type: 'object',
    properties: { x: { $ref: '#/$defs/level0' } },
    $defs: { ...$defs, [`level${levels}`]: { type: 'string' } },
  };
}

test('[X59] a schema whose references multiply is refused, and one whose references add up is not', () => {
  expect(findSchemaFault(branch(10, 6))).toBe('its input schema has more than 10000 parts');
  expect(findSchemaFault(branch(1, 500))).toBe(undefined);
});

test('[X59] no $id within leads references away from where they are looked for', () => {
  const inner = { $id: 'inner', $ref: '#/$defs/loop', $defs: { loop: { $ref: '#/$defs/loop' } } };
  const $defs = { loop: { type: 'string' } };
  expect(findSchemaFault({ type: 'object', properties: { inner }, $defs })).toBe(
    'its input schema holds another one with an $id',
  );
  expect(findSchemaFault({ $id: 'root', properties: { $id: { type: 'string' } } })).toBe(undefined);
});
