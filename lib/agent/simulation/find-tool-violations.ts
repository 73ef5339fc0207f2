import type { Chunk } from '#lib/protocol/chunk.ts';
import type { Event } from '#lib/protocol/event.ts';
import type { SimulatedToolName } from './simulated-tools.ts';

interface SeenCall {
  readonly toolName: string;
  /** Something untrusted had been read when it was asked for. */
  readonly tainted: boolean;
  starts: number;
  /** Starts that people allowed, and that were not used yet. */
  approved: number;
  /** People said so many times that it may run again. */
  again: number;
  outcomes: number;
}

/** What the log of a session must not show of tools and of the people who are asked about them. */
export function findToolViolations(
  events: readonly Event[],
  executed: readonly { runId: string; toolCallId: string; toolName: SimulatedToolName }[],
): string[] {
  const found: string[] = [];
  const calls = new Map<string, SeenCall>();
  const questions = new Map<string, Extract<Event, { type: 'approval-request' }>>();
  const decided = new Set<string>();
  const cancelled = new Set<string>();
  const grants = new Set<string>();
  let tainted = false;
  let stepIsTainted = false;

  const readChunk = (runId: string, chunk: Chunk) => {
    if (chunk.type === 'start-step') stepIsTainted = tainted;
    if ((chunk.type === 'tool-output-available' || chunk.type === 'tool-output-error') && chunk.untrusted)
      tainted = true;
    const call = 'toolCallId' in chunk ? calls.get(runId + chunk.toolCallId) : undefined;
    if (call && chunk.type.startsWith('tool-output-')) call.outcomes += 1;
    if (chunk.type === 'tool-input-available') {
      const counts = { starts: 0, approved: 0, again: 0, outcomes: 0 };
      calls.set(runId + chunk.toolCallId, { toolName: chunk.toolName, tainted: stepIsTainted, ...counts });
    }
  };

  const readStart = ({ runId, toolCallId, seq }: Extract<Event, { type: 'tool-start' }>) => {
    const call = calls.get(runId + toolCallId);
    if (!call) return void found.push(`[A3] seq ${seq} starts a call that nobody made`);
    if (call.outcomes > 0) found.push(`[R4] seq ${seq} starts a call that is finished`);
    if (cancelled.has(runId)) found.push(`[C3] seq ${seq} starts a tool after the cancel`);
    const isRepeated = call.starts > 0 && call.toolName !== 'read';
    const mustAsk =
      (call.toolName === 'drop' || (call.toolName === 'write' && call.tainted)) && !grants.has(call.toolName);
    if ((isRepeated || mustAsk) && call.approved === 0) {
      found.push(`[A3] seq ${seq} starts ${call.toolName}, and nobody allowed it`);
    }
    call.starts += 1;
    call.approved = 0;
  };

  const readEnd = ({ runId, reason }: Extract<Event, { type: 'run-end' }>) => {
    for (const [key, { outcomes }] of calls) {
      if (!key.startsWith(runId)) continue;
      if (outcomes > 1) found.push(`[R4] call ${key} has ${outcomes} outcomes`);
      if (outcomes === 0 && reason === 'complete')
        found.push(`[R4] call ${key} of a complete answer has none`);
    }
  };

  const readDecision = (event: Extract<Event, { type: 'approval-response' | 'approval-expire' }>) => {
    const { approvalId, runId, toolCallId, inputHash, seq } = event;
    const question = questions.get(approvalId);
    if (!question || question.inputHash !== inputHash) found.push(`[A1] seq ${seq} answers another question`);
    if (decided.has(approvalId)) found.push(`[A2] seq ${seq} decides what was decided`);
    if (event.type === 'approval-response' && cancelled.has(runId))
      found.push(`[C3] seq ${seq} decides for a run that was stopped`);
    decided.add(approvalId);
    const call = calls.get(runId + toolCallId);
    if (!call || event.type === 'approval-expire' || event.decision === 'deny') return;
    call.approved = 1;
    if (question?.why === 'unknown-outcome') call.again += 1;
    if (event.scope === 'session') grants.add(call.toolName);
  };

  for (const event of events) {
    if (event.type === 'run-chunk') for (const chunk of event.chunks) readChunk(event.runId, chunk);
    if (event.type === 'run-cancel') cancelled.add(event.runId);
    if (event.type === 'tool-start') readStart(event);
    if (event.type === 'run-end') readEnd(event);
    if (event.type === 'approval-request') questions.set(event.approvalId, event);
    if (event.type === 'approval-response' || event.type === 'approval-expire') readDecision(event);
  }
  for (const [key, call] of calls) {
    const times = executed.filter(({ runId, toolCallId }) => runId + toolCallId === key).length;
    if (times > call.starts) found.push(`[I14] ${key} ran ${times} times after ${call.starts} starts`);
    if (call.toolName !== 'read' && times > 1 + call.again)
      found.push(`[I14] ${call.toolName} ${key} ran ${times} times`);
  }
  return found;
}
