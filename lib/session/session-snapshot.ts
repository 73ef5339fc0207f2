import { selectRunEvents } from '#lib/db/event-rows.ts';
import { selectBranch } from '#lib/db/message-rows.ts';
import type { SessionHeadRow } from '#lib/db/session-rows.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import type { RunEndReason } from '#lib/protocol/event.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import { MAX_HISTORY_MESSAGES } from '#lib/protocol/limits.ts';
import type { Part } from '#lib/protocol/message.ts';
import type { QueueItem, Run, Snapshot } from '#lib/protocol/snapshot.ts';
import { reduce } from '#lib/state/reduce.ts';
import { fromSnapshot, toSnapshot } from '#lib/state/session-state.ts';

/**
 * The newest page of the default branch and everything live, at the session's last seq: message rows, with what open
 * runs wrote since folded in from their events. Call it in one read snapshot. [D2]
 */
export async function loadSnapshot(tx: Transaction, head: SessionHeadRow): Promise<Snapshot> {
  const { sessionId, title, archived, tipId } = head;
  const messages =
    tipId === null ? [] : await selectBranch(tx, { sessionId, fromId: tipId, limit: MAX_HISTORY_MESSAGES });
  const runRows = await tx.run.findMany({
    where: {
      sessionId,
      OR: [
        { status: { in: ['requested', 'running', 'suspended'] } },
        { id: { in: messages.flatMap((message) => message.runId ?? []) } },
      ],
    },
    orderBy: { requestedSeq: 'asc' },
  });
  const live = runRows.filter((row) => row.status !== 'ended');
  const queueRows = await tx.queueItem.findMany({ where: { sessionId }, orderBy: { position: 'asc' } });
  const rows: Snapshot = {
    seq: 0,
    session: { sessionId, title, archived },
    messages,
    olderBefore: olderBefore(messages),
    runs: runRows.map(toRun),
    // Cast: rows of the log's own writers.
    queue: queueRows.map((row): QueueItem => ({
      itemId: row.id,
      parts: row.parts as unknown as Part[],
      actor: row.actor as unknown as Actor,
      at: row.createdAt.toISOString(),
    })),
    steers: [],
    approvals: [],
  };
  if (live.length === 0) return { ...rows, seq: head.lastSeq };
  const events = await selectRunEvents(tx, {
    sessionId,
    runIds: live.map((row) => row.id),
    fromSeq: Math.min(...live.map((row) => Number(row.requestedSeq))),
  });
  const state = reduce(
    fromSnapshot(rows),
    events.filter((event) => event.type !== 'run-request'),
  );
  return { ...toSnapshot(state), seq: head.lastSeq };
}

export function olderBefore(messages: Snapshot['messages']): string | null {
  const oldest = messages[0];
  return oldest && oldest.parentId !== null ? oldest.id : null;
}

/** A live run starts the fold as it was requested; its events say the rest. */
function toRun(row: {
  id: string;
  messageId: string;
  parentRunId: string | null;
  status: string;
  attempt: number;
  cancelAt: Date | null;
  reason: string | null;
  code: string | null;
  actor: unknown;
}): Run {
  const ended = row.status === 'ended';
  return {
    runId: row.id,
    messageId: row.messageId,
    ...(row.parentRunId === null ? {} : { parentRunId: row.parentRunId }),
    status: ended ? 'ended' : 'requested',
    attempt: ended ? row.attempt : 0,
    // Cast: written by the log from a typed event.
    actor: row.actor as Actor,
    ...(ended && row.cancelAt ? { cancelRequested: true } : {}),
    ...(row.reason === null ? {} : { reason: row.reason as RunEndReason }),
    ...(row.code === null ? {} : { code: row.code }),
  };
}
