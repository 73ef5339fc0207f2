import type { Event } from '#lib/protocol/event.ts';
import type { Message } from '#lib/protocol/message.ts';
import type { QueueItem } from '#lib/protocol/snapshot.ts';
import { projectApproval } from './approval-rows.ts';
import { projectRating } from './feedback-rows.ts';
import { Prisma } from './generated/client.ts';
import { toJson } from './to-json.ts';
import type { Transaction } from './transaction.ts';
import { addUsage } from './usage-rows.ts';

/**
 * Writes what an event says into the rows beside the log. `finalMessage` is the fold of a run that ends here, so that
 * its `run-end` and its message are one commit. [R1]
 */
export async function projectEvent(
  tx: Transaction,
  sessionId: string,
  event: Event,
  options: { requestedBy: string; finalMessage: Message | undefined },
): Promise<void> {
  switch (event.type) {
    case 'message-add':
      await tx.message.create({
        data: {
          sessionId,
          ...event.message,
          parts: toJson(event.message.parts),
          status: 'complete',
          ...placeOf(event),
        },
      });
      return;
    case 'run-request':
      await insertRun(tx, sessionId, event, options.requestedBy);
      return;
    case 'run-start':
      await tx.run.update({
        where: { id: event.runId },
        data: { attempt: event.attempt, ...(event.skill ? { skill: event.skill } : {}) },
      });
      return;
    case 'run-cancel':
      await tx.run.update({ where: { id: event.runId }, data: { cancelAt: event.at } });
      return;
    case 'run-end':
      await endRun(tx, sessionId, event, options.finalMessage);
      return;
    case 'message-rate':
      await projectRating(tx, sessionId, event);
      return;
    case 'approval-request':
    case 'approval-response':
    case 'approval-expire':
      await projectApproval(tx, sessionId, event);
      return;
    case 'participant-add':
    case 'participant-change':
      await tx.participant.upsert({
        where: { sessionId_userId: { sessionId, userId: event.userId } },
        create: { sessionId, userId: event.userId, role: event.role },
        update: { role: event.role },
      });
      return;
    case 'participant-remove':
      await tx.participant.deleteMany({ where: { sessionId, userId: event.userId } });
      return;
    default:
      return; // The session row and the queue are written once per commit, the rest lives in the log only.
  }
}

async function insertRun(
  tx: Transaction,
  sessionId: string,
  event: Extract<Event, { type: 'run-request' }>,
  requestedBy: string,
): Promise<void> {
  await tx.run.create({
    data: {
      id: event.runId,
      sessionId,
      messageId: event.messageId,
      parentId: event.parentId,
      parentRunId: event.parentRunId ?? null,
      requestedBy,
      actor: toJson(event.actor),
      agent: event.agent,
      model: event.model,
      status: 'requested',
      requestedSeq: event.seq,
    },
  });
  if (event.parentRunId !== undefined) return;
  await tx.message.create({
    data: {
      sessionId,
      id: event.messageId,
      parentId: event.parentId,
      role: 'assistant',
      parts: [],
      status: 'streaming',
      runId: event.runId,
      model: event.model,
      ...placeOf(event),
    },
  });
}

async function endRun(
  tx: Transaction,
  sessionId: string,
  event: Extract<Event, { type: 'run-end' }>,
  message: Message | undefined,
): Promise<void> {
  const usage = event.usage ?? message?.usage;
  await tx.run.update({
    where: { id: event.runId },
    data: {
      status: 'ended',
      reason: event.reason,
      code: event.code ?? null,
      usage: usage ? toJson(usage) : Prisma.DbNull,
      endedAt: event.at,
      leaseExpiresAt: null,
    },
  });
  await addUsage(tx, { runId: event.runId, at: event.at, usage });
  if (!message) return;
  await tx.message.update({
    where: { sessionId_id: { sessionId, id: message.id } },
    data: {
      parts: toJson(message.parts),
      status: message.status,
      skill: message.skill ? toJson(message.skill) : Prisma.DbNull,
      usage: message.usage ? toJson(message.usage) : Prisma.DbNull,
    },
  });
}

/** Makes the queue's rows what the fold says they are. */
export async function writeQueue(
  tx: Transaction,
  sessionId: string,
  queue: readonly (QueueItem & { model?: string | undefined })[],
): Promise<void> {
  await tx.$executeRaw`DELETE FROM queue_item WHERE session_id = ${sessionId}::uuid`;
  if (queue.length === 0) return;
  const rows = queue.map(({ itemId, parts, model, actor, at }, position) => {
    return { i: itemId, n: position, p: parts, m: model, a: actor, t: at };
  });
  // Not `createMany`: Prisma compiles that anew each time.
  await tx.$executeRaw`
    INSERT INTO queue_item (session_id, id, position, parts, model, actor, created_at)
    SELECT ${sessionId}::uuid, q.i, q.n, q.p, q.m, q.a, q.t
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS q (i uuid, n int, p jsonb, m text, a jsonb, t timestamptz)`;
}

function placeOf(event: Event) {
  return { addedSeq: event.seq, createdAt: event.at };
}
