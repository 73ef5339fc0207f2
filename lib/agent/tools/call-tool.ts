import type { Clock } from '#lib/base/clock.ts';
import type { Chunk } from '#lib/protocol/chunk.ts';
import { whenAborted } from '../when-aborted.ts';
import type { AgentTool, ToolCall, ToolResult } from './agent-tool.ts';
import { boundJson, boundText } from './bound-json.ts';

export interface CallLimits {
  readonly toolTimeoutMs: number;
  /** Of a result's JSON. */
  readonly toolResultBytes: number;
}

/**
 * Runs a tool once and tells what came of it, whatever it does: a result, a refusal, a fault, too much, or nothing at
 * all. A tool that ignores its signal is left behind; what it says later, nobody hears. Undefined when `signal` ended
 * it: then nobody asks any more. Never throws.
 */
export async function callTool(
  tool: AgentTool,
  input: unknown,
  call: ToolCall,
  options: { clock: Clock; limits: CallLimits; onFault: (error: unknown) => void },
): Promise<Chunk | undefined> {
  const { clock, limits, onFault } = options;
  const { toolCallId, signal } = call;
  const startedAt = clock.now();
  const late = new AbortController();
  const cancelTimer = clock.after(limits.toolTimeoutMs, () =>
    late.abort(new DOMException('the tool took too long', 'TimeoutError')),
  );
  const stopped = AbortSignal.any([signal, late.signal]);
  const over = new AbortController();
  try {
    const result = await Promise.race([
      execute(tool, input, { ...call, signal: stopped }, onFault),
      whenAborted(stopped, over.signal),
    ]);
    if (signal.aborted) return undefined;
    // A clock that is set back takes no time back.
    const durationMs = Math.max(0, Math.round(clock.now() - startedAt));
    return toChunk(
      toolCallId,
      result ?? tooLate(tool, input, limits.toolTimeoutMs),
      durationMs,
      limits,
      onFault,
    );
  } finally {
    cancelTimer();
    over.abort();
  }
}

async function execute(
  tool: AgentTool,
  input: unknown,
  call: ToolCall,
  onFault: (error: unknown) => void,
): Promise<ToolResult> {
  try {
    return await tool.execute(input, call);
  } catch (error) {
    if (!call.signal.aborted) onFault(error);
    // What a fault says is for the people who run the server.
    return { status: 'error', message: `The tool "${tool.name}" failed.`, untrusted: false };
  }
}

function tooLate(tool: AgentTool, input: unknown, timeoutMs: number): ToolResult {
  const effect = tool.mayRepeat(input) ? '' : ' Whether it took effect is not known.';
  const message = `The tool "${tool.name}" gave no result within ${timeoutMs / 1_000} s.${effect}`;
  return { status: 'error', message, untrusted: false };
}

function toChunk(
  toolCallId: string,
  result: ToolResult,
  durationMs: number,
  limits: CallLimits,
  onFault: (error: unknown) => void,
): Chunk {
  const outcome = { durationMs, ...(result.untrusted ? { untrusted: true } : {}) };
  const fail = (errorText: string): Chunk => ({
    type: 'tool-output-error',
    toolCallId,
    errorText,
    ...outcome,
  });
  if (result.status === 'error') return fail(boundText(result.message, limits.toolResultBytes));
  try {
    const output = boundJson(result.output ?? null, limits.toolResultBytes);
    return { type: 'tool-output-available', toolCallId, output, ...outcome };
  } catch (error) {
    onFault(error);
    return fail('The tool gave a result that is no JSON.');
  }
}
