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

/**
 * The same message, without the tools that are none. MCP's client takes a list whole or not at all, so that one tool
 * without a schema would cost all others of its server.
 */
export function dropMisshapenTools(message: unknown): unknown {
  const parsed = list.safeParse(message);
  if (!parsed.success) return message;
  const tools = parsed.data.result.tools.filter((tool) => shape.safeParse(tool).success);
  return { ...parsed.data, result: { ...parsed.data.result, tools } };
}
