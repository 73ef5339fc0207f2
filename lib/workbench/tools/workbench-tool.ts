import type { z } from 'zod';
import type { DocLibrary } from '../docs/doc-library.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { WriteOrder } from './write-order.ts';

/** What MCP lets a server say about a tool; a hint for clients that know nothing else about it. */
export interface ToolHints {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: false;
}

export const readingHints: ToolHints = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

export const writingHints: ToolHints = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: false,
};

/** What a call may use. The sandbox is opened by the tools that need it, so that reading a page wakes no database. */
export interface ToolContext {
  readonly sandboxId: string;
  readonly docs: DocLibrary;
  readonly writes: WriteOrder;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  openSandbox(): Promise<Sandbox>;
}

/** `text` stands for the output where a client shows text alone; by default it is the output as JSON. */
export interface ToolAnswer {
  readonly status: 'ok' | 'error';
  readonly output: Readonly<Record<string, unknown>>;
  readonly text?: string;
}

export interface WorkbenchTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: z.ZodObject;
  readonly hints: ToolHints;
  /** What is wrong with the input or the SQL is an answer; throws only for faults of ours. */
  run(input: unknown, context: ToolContext): Promise<ToolAnswer>;
}

/** Keeps the type of the input between a tool's schema and its `run`. */
export function defineTool<Schema extends z.ZodObject>(tool: {
  name: string;
  title: string;
  description: string;
  inputSchema: Schema;
  hints: ToolHints;
  run(input: z.infer<Schema>, context: ToolContext): Promise<ToolAnswer>;
}): WorkbenchTool {
  return { ...tool, run: (input, context) => tool.run(tool.inputSchema.parse(input), context) };
}
