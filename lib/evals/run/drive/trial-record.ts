import { z } from 'zod';
import { SKILL_FILE_TOOL } from '#lib/agent/skills/skill-file-tool.ts';
import type { TrialRunRow } from '#lib/db/eval-trial-rows.ts';
import type { Condition } from '#lib/evals/model/eval-spec.ts';
import type { Part, ToolPart } from '#lib/protocol/message.ts';
import { textOf } from '#lib/state/selectors.ts';
import type { RowChange } from '#lib/workbench/sandbox/sql-result.ts';
import { workbenchTools } from '#lib/workbench/tools/workbench-tools.ts';
import type { TraceCall } from '../scenario/trace-rule.ts';
import { findToolFault } from './tool-faults.ts';
import { countUpdatedRows } from './updated-rows.ts';

/** What is graded of one answer: more is a book, and a pattern that meets it takes as long. */
const MAX_GRADED_CHARS = 200_000;

const knownTools: ReadonlySet<string> = new Set(workbenchTools.map(({ name }) => name));
const noTools: ReadonlySet<string> = new Set();
const fileInput = z.object({ name: z.string() });
const docInput = z.object({ id: z.string() });
const searchOutput = z.object({ results: z.array(z.object({ id: z.string() })) });

/** What a trial's run did, from the parts of its message. */
export interface TrialRecord {
  readonly answer: string;
  readonly trace: readonly TraceCall[];
  readonly filesLoaded: readonly string[];
  readonly docsFetched: readonly string[];
  readonly updatedRows: readonly RowChange[];
  /** A tool that broke for reasons of ours. */
  readonly toolFault: string | undefined;
  /** Whether what ended it was a budget that is not its own. */
  readonly exhaustedDay: boolean;
}

export function toTrialRecord(
  { parts, code }: Pick<TrialRunRow, 'parts' | 'code'>,
  condition: Condition,
): TrialRecord {
  // Cast: a message's parts are never changed here.
  const message = { parts: parts as Part[] };
  const calls = parts.filter((part): part is ToolPart => part.type === 'dynamic-tool');
  const done = calls.filter(({ state }) => state === 'output-available');
  return {
    answer: textOf(message).slice(0, MAX_GRADED_CHARS),
    trace: calls.map(toTraceCall),
    filesLoaded: unique(done.flatMap(toFiles)),
    docsFetched: unique(done.flatMap(toPages)),
    updatedRows: countUpdatedRows(calls),
    toolFault: findToolFault(calls, condition === 'baseline' ? noTools : knownTools),
    exhaustedDay: code === 'budget-cost' && isDayExhausted(parts),
  };
}

function toTraceCall({ toolName, input, state }: ToolPart): TraceCall {
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  return {
    tool: toolName,
    // Cast: it is an object, whose fields may be anything.
    input: isObject ? (input as Record<string, unknown>) : {},
    status: state === 'output-available' ? 'ok' : 'error',
  };
}

function toFiles(call: ToolPart): string[] {
  return call.toolName === SKILL_FILE_TOOL ? readInput(fileInput, call, ({ name }) => name) : [];
}

/** A page that was read, or those whose excerpts a search gave. */
function toPages(call: ToolPart): string[] {
  if (call.toolName === 'read_doc') return readInput(docInput, call, ({ id }) => id);
  if (call.toolName !== 'search_docs') return [];
  const found = searchOutput.safeParse(call.output);
  return found.success ? found.data.results.map(({ id }) => id) : [];
}

function readInput<T>(schema: z.ZodType<T>, { input }: ToolPart, read: (input: T) => string): string[] {
  const parsed = schema.safeParse(input);
  return parsed.success ? [read(parsed.data)] : [];
}

/** The budget of the answer itself warns before it bites, so one that did not is not what ended it. */
function isDayExhausted(parts: readonly Part[]): boolean {
  const scopes = parts.flatMap((part) =>
    part.type === 'data-budget' && part.data.kind === 'cost' ? [part.data.scope] : [],
  );
  return scopes.length > 0 && !scopes.includes('run');
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
