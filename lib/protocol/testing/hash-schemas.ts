import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { z } from 'zod';

/** Every schema that a file of `lib/protocol` exports, by name: a new file is seen without being listed. */
export async function loadSchemas(): Promise<Map<string, z.ZodType>> {
  const folder = new URL('../', import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const schemas = new Map<string, z.ZodType>();
  for (const file of files.toSorted()) {
    const exported: Record<string, unknown> = await import(new URL(file, folder).href);
    for (const [name, value] of Object.entries(exported)) {
      if (value instanceof z.ZodType) schemas.set(name, value);
    }
  }
  return schemas;
}

/** A hash that changes with any accepted value, and not with the order in which things are written down. */
export function hashSchemas(schemas: ReadonlyMap<string, z.ZodType>): string {
  const described = Object.fromEntries([...schemas].map(([name, schema]) => [name, describe(schema)]));
  return createHash('sha256').update(toCanonicalJson(described)).digest('hex').slice(0, 32);
}

function describe(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      // The pattern behind a format is zod's own, and may change with zod.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      // JSON Schema has no word for a refinement: the name of its predicate tells an id from a string.
      const { checks = [] } = zodSchema._zod.def;
      const refinements = checks.flatMap(({ _zod: { def } }) =>
        'fn' in def && typeof def.fn === 'function' ? [def.fn.name] : [],
      );
      if (refinements.length > 0) jsonSchema.refinements = refinements;
    },
  });
}

function toCanonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
