import { expect, test } from 'vitest';
import { z } from 'zod';
import { commandSchema } from './command.ts';
import { eventSchema } from './event.ts';
import { idSchema } from './fields.ts';
import { SCHEMA_HASHES } from './schema-hashes.ts';
import { hashSchemas, loadSchemas } from './testing/hash-schemas.ts';
import { PROTOCOL_VERSION } from './version.ts';

test('the schemas are those of this protocol version', async () => {
  const hash = hashSchemas(await loadSchemas());
  expect(
    SCHEMA_HASHES[PROTOCOL_VERSION],
    `What crosses the wire has changed. If version ${PROTOCOL_VERSION} was ever released, raise PROTOCOL_VERSION in ` +
      `lib/protocol/version.ts, so that old clients are told to upgrade. Then write the new hash, '${hash}', under ` +
      `the version in lib/protocol/schema-hashes.ts, and the change itself into docs/protocol.md.`,
  ).toBe(hash);
});

test('there is one hash per version from 1 on, and no two versions are alike', () => {
  const versions = Array.from({ length: PROTOCOL_VERSION }, (_, index) => String(index + 1));
  expect(Object.keys(SCHEMA_HASHES)).toEqual(versions);
  expect(new Set(Object.values(SCHEMA_HASHES)).size).toBe(PROTOCOL_VERSION);
});

test('the schemas of the wire are found, whichever file exports them', async () => {
  const schemas = await loadSchemas();
  expect(schemas.get('commandSchema')).toBe(commandSchema);
  expect(schemas.get('eventSchema')).toBe(eventSchema);
});

const base = z.object({ a: z.string(), b: z.number().optional() });

test.each<[string, z.ZodType]>([
  ['a new key', base.extend({ c: z.string() })],
  ['a key less', base.omit({ b: true })],
  ['a key that became required', base.required()],
  ['a bound', base.extend({ a: z.string().max(10) })],
  ['an id in place of a string', base.extend({ a: idSchema })],
  ['an enum value', base.extend({ a: z.enum(['x']) })],
  ['strictness', base.strict()],
])('%s changes the hash', (_, changed) => {
  expect(hashSchemas(new Map([['s', changed]]))).not.toBe(hashSchemas(new Map([['s', base]])));
});

test('the order of keys and of schemas does not change the hash', () => {
  const turned = z.object({ b: z.number().optional(), a: z.string() });
  const [one, two] = [new Map<string, z.ZodType>(), new Map<string, z.ZodType>()];
  one.set('x', base).set('y', idSchema);
  two.set('y', idSchema).set('x', turned);
  expect(hashSchemas(one)).toBe(hashSchemas(two));
});
