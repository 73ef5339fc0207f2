import type { DraftCall } from '#lib/evals/model/scenario-draft.ts';
import type { Part, ToolPart } from '#lib/protocol/message.ts';
import type { TraceCall } from '../scenario/trace-rule.ts';

const MAX_OUTPUT_CHARS = 2_000;

/** The calls of an answer, in order, with as much of each result as a person reads. */
export function toDraftCalls(parts: readonly Part[]): DraftCall[] {
  return parts
    .filter((part): part is ToolPart => part.type === 'dynamic-tool')
    .map(({ toolName, state, input, output, errorText }) => {
      const result = errorText ?? (output === undefined ? undefined : toText(output));
      return {
        toolName,
        state,
        ...(input === undefined ? {} : { input }),
        ...(result === undefined ? {} : { output: result.slice(0, MAX_OUTPUT_CHARS) }),
      };
    });
}

/** As graders read them. A call that was denied or given up was none. */
export function toTrace(calls: readonly DraftCall[]): TraceCall[] {
  return calls.flatMap(({ toolName, state, input }): TraceCall[] => {
    if (state !== 'output-available' && state !== 'output-error') return [];
    const status = state === 'output-available' ? 'ok' : 'error';
    return [{ tool: toolName, input: isRecord(input) ? input : {}, status }];
  });
}

function toText(output: unknown): string {
  return typeof output === 'string' ? output : (JSON.stringify(output) ?? '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
