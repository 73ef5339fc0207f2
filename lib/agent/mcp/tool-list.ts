import { z } from 'zod';

const shape = z.looseObject({
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: z.looseObject({ properties: z.looseObject({}).optional() }),
  outputSchema: z.looseObject({}).optional(),
  annotations: z
    .looseObject({
      title: z.string().optional(),
      readOnlyHint: z.boolean().optional(),
      destructiveHint: z.boolean().optional(),
      idempotentHint: z.boolean().optional(),
      openWorldHint: z.boolean().optional(),
    })
    .optional(),
  _meta: z.record(z.string(), z.unknown()).optional(),
});

const list = z.looseObject({ result: z.looseObject({ tools: z.array(z.unknown()) }) });

const named = z.looseObject({ name: z.string() });
const MAX_DEPTH = 60;
/** Of one page. Far above what is offered of a server; a list that fills what may be read has 100,000. */
const MAX_LISTED = 1_000;

/**
 * The same message, with tools that are none, or nested without end, replaced by one of their name that nobody can use.
 * MCP's client takes a list whole or not at all, and goes through it without a bound: one tool would cost all others.
 */
export function replaceMisshapenTools(message: unknown): unknown {
  const parsed = list.safeParse(message);
  if (!parsed.success) return message;
  const tools = parsed.data.result.tools.slice(0, MAX_LISTED).flatMap((tool) => {
    if (!isDeeper(tool, MAX_DEPTH) && shape.safeParse(tool).success) return [tool];
    const { data } = named.safeParse(tool);
    return data ? [{ name: data.name, inputSchema: { type: 'unusable' } }] : [];
  });
  return { ...parsed.data, result: { ...parsed.data.result, tools } };
}

function isDeeper(value: unknown, depth: number): boolean {
  if (value === null || typeof value !== 'object') return false;
  return depth === 0 || Object.values(value).some((item) => isDeeper(item, depth - 1));
}
