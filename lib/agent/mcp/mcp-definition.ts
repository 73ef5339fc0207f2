/** What a server says about a tool, as far as it reaches a model or decides something here. */
export interface McpDefinition {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly annotations?: McpAnnotations;
}

export interface McpAnnotations {
  readonly title?: string;
  readonly readOnlyHint?: boolean;
  readonly destructiveHint?: boolean;
  readonly idempotentHint?: boolean;
  readonly openWorldHint?: boolean;
}

/** The parts of a listed tool that count. What else it says is nobody's business here. */
export function toDefinition(tool: McpDefinition): McpDefinition {
  const { name, title, description, inputSchema, annotations } = tool;
  return withoutAbsent({
    name,
    title,
    description,
    inputSchema,
    annotations: annotations && toAnnotations(annotations),
  });
}

function toAnnotations(annotations: McpAnnotations): McpAnnotations {
  const { title, readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations;
  return withoutAbsent({ title, readOnlyHint, destructiveHint, idempotentHint, openWorldHint });
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutAbsent<T extends object>(value: T): Present<T> {
  // Cast: what was undefined is not there any more.
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Present<T>;
}
