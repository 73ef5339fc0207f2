import { createId } from '#lib/base/ids.ts';
import type { Event } from '#lib/protocol/event.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import { decideCancel } from '../decide/decide-cancel.ts';
import { decideClaim, decideEnd } from '../decide/decide-run.ts';
import { decideSend } from '../decide/decide-send.ts';
import { decideCreate } from '../decide/decide-session.ts';
import type { AppendResult, EventLog } from '../event-log.ts';
import type { RunLeases } from '../run-leases.ts';
import type { LeaseHolder, NewEvent, RunEnding } from '../session-control.ts';

export type Store = EventLog & RunLeases;

export const alice: Actor = { kind: 'user', id: 'alice' };
export const agent: Actor = { kind: 'agent', id: 'assistant' };
export const model = 'demo:coral';
export const sendContext = { actor: alice, defaultModel: model, maxQueueItems: 50, maxLiveRuns: 1_000 };

/** Runs a decision as a caller that no lock stops; a recorded or locked answer is a failed test. */
export async function commit<T>(result: ReturnType<EventLog['transact']>): Promise<T> {
  const settled = await result;
  if (settled.status !== 'ok') throw new Error(`transaction was ${settled.status}`);
  // Cast: the caller names the reply type of its own decision.
  return settled.reply as T;
}

export async function createSession(log: EventLog): Promise<string> {
  const sessionId = createId();
  await log.transact({ sessionId, userId: alice.id }, (control) => decideCreate(control, { actor: alice }));
  return sessionId;
}

export async function sendMessage(log: EventLog, sessionId: string, text = 'hello') {
  const messageId = createId();
  const command = {
    type: 'send-message' as const,
    commandId: createId(),
    sessionId,
    messageId,
    parts: [{ type: 'text' as const, text }],
  };
  const reply = await commit<{ placed: string; runId?: string }>(
    log.transact({ sessionId, userId: alice.id, messageIds: [messageId] }, (control) =>
      decideSend(control, command, sendContext),
    ),
  );
  return { messageId, placed: reply.placed, runId: reply.runId ?? '' };
}

export async function claimRun(
  log: EventLog,
  sessionId: string,
  runId: string,
  holder: LeaseHolder,
  leaseMs = 8_000,
) {
  return commit<{ status: string; runEpoch: number; attempt: number }>(
    log.transact({ sessionId, runIds: [runId] }, (control) =>
      decideClaim(control, {
        runId,
        holder,
        leaseMs,
        start: (run) => ({ strategy: run.attempt === 0 ? 'first' : 'continue' }),
      }),
    ),
  );
}

export function cancelRun(log: EventLog, sessionId: string, runId: string) {
  return log.transact({ sessionId, userId: alice.id, runIds: [runId] }, (control) =>
    decideCancel(control, { runId, actor: alice, defaultModel: model }),
  );
}

export function endRun(
  log: EventLog,
  sessionId: string,
  runId: string,
  runEpoch: number,
  ending?: RunEnding,
) {
  return commit<{ status: string; reason?: string }>(
    log.transact({ sessionId, runIds: [runId] }, (control) =>
      decideEnd(control, { runId, runEpoch, ending: ending ?? { reason: 'complete' }, defaultModel: model }),
    ),
  );
}

export function textChunk(runId: string, delta: string): NewEvent {
  return { type: 'run-chunk', runId, chunks: [{ type: 'text-delta', id: 't', delta }], actor: agent };
}

/** Appends after whatever the run has: a writer of its own would know. */
export async function appendText(
  log: EventLog,
  member: { sessionId: string; runId: string; runEpoch: number; after?: number },
  ...deltas: string[]
): Promise<AppendResult> {
  const events = deltas.map((delta) => textChunk(member.runId, delta));
  const [result] = await log.append([{ after: 1_000_000, ...member, events }], { wait: true });
  if (!result) throw new Error('append gave no result');
  return result;
}

export async function readAll(log: EventLog, sessionId: string): Promise<readonly Event[]> {
  const page = await log.read(sessionId, 0, 1_000_000);
  return page?.events ?? [];
}
