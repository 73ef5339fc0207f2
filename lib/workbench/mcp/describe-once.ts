import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { z } from 'zod';

/** The same schema, whose JSON is worked out once: every request has a server of its own, and each asks for it anew. */
export function describeOnce(schema: z.ZodObject): StandardSchemaWithJSON<Record<string, unknown>> {
  const standard = schema['~standard'];
  const { jsonSchema } = standard;
  let input: Record<string, unknown> | undefined;
  return {
    '~standard': {
      ...standard,
      jsonSchema: { ...jsonSchema, input: (options) => (input ??= jsonSchema.input(options)) },
    },
  };
}
