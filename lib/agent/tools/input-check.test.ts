import type { JSONSchema7 } from 'ai';
import { expect, test } from 'vitest';
import { compileSchema, findInputFault } from './input-check.ts';

const query: JSONSchema7 = {
  type: 'object',
  properties: { sql: { type: 'string', minLength: 1 }, limit: { type: 'integer' } },
  required: ['sql'],
  additionalProperties: false,
};

test.each<[unknown, string | undefined]>([
  [{ sql: 'select 1' }, undefined],
  [{ sql: '' }, '/sql must NOT have fewer than 1 characters'],
  [{}, "the input must have required property 'sql'"],
  [{ sql: 'x', more: 1 }, 'the input must NOT have additional properties'],
  ['select 1', 'the input must be object'],
  [undefined, 'the input must be object'],
])('%j: %s', (input, fault) => {
  expect(findInputFault(query, input)).toBe(fault);
});

test('a schema of 2020-12 is read as one', () => {
  const schema: JSONSchema7 & { prefixItems?: unknown } = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    prefixItems: [{ type: 'number' }],
  };
  expect(findInputFault(schema, ['x'])).toBe('/0 must be number');
});

test('schemas of two servers may have the same id, unknown words and formats', () => {
  const one = { $id: 'same', type: 'object', nonsense: true, properties: { at: { format: 'moon' } } };
  const two = { $id: 'same', type: 'array' } as const;
  // Cast: what a server sends is not typed.
  expect([findInputFault(one as JSONSchema7, { at: 'x' }), findInputFault(two, [])]).toEqual([
    undefined,
    undefined,
  ]);
});

test('a schema that is none is refused', () => {
  // Cast: what a server sends is not typed.
  expect(() => compileSchema({ type: 'nonsense' } as unknown as JSONSchema7)).toThrow('schema is invalid');
});

test('the same schema is compiled once, whoever brings it', () => {
  const bring = (): JSONSchema7 => ({ type: 'object', title: 'brought twice' });
  expect(compileSchema(bring())).toBe(compileSchema(bring()));
});

test('[X59] a schema by which a small input could be checked for hours is given up on', () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const ref = { $ref: `#/$defs/level${level + 1}` };
    return [`level${level}`, { anyOf: Array.from({ length: 8 }, () => ref) }];
  });
  const $defs = { ...Object.fromEntries(levels), level12: { const: 'never' } };
  // Cast: what a server sends is not typed.
  const schema = { type: 'object', properties: { x: { $ref: '#/$defs/level0' } }, $defs } as JSONSchema7;
  expect(() => findInputFault(schema, { x: 1 })).toThrow('timed out');
});
