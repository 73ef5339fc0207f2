import { createId } from '#lib/base/ids.ts';
import type { EventBody } from '#lib/protocol/event.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import { runSql } from './postgres.ts';
import { seedSession } from './seed-session.ts';

/** By its worker and just now, where it does not say otherwise. */
export type PastEvent = EventBody & { actor?: Actor; agoMs?: number };

export interface LiveSeed {
  databaseUrl: string;
  userId: string;
  title: string;
  /** What a person asked for. */
  text: string;
  /** What the log says of its run so far, after the request. */
  toEvents: (runId: string) => readonly PastEvent[];
}

const worker: Actor = { kind: 'agent', id: 'worker' };

/**
 * Writes a session whose answer is not over, and that nobody goes on with: it shows what its log says for as long as a
 * test looks. Answers with its id.
 */
export async function seedLiveSession({
  databaseUrl,
  userId,
  title,
  text,
  toEvents,
}: LiveSeed): Promise<string> {
  const sessionId = await seedSession({ databaseUrl, userId, title, texts: [text] });
  const [head] = await runSql<{ tip: string; seq: string }>(
    databaseUrl,
    'SELECT tip_id AS tip, last_seq AS seq FROM session WHERE id = $1',
    [sessionId],
  );
  const firstSeq = Number(head?.seq) + 1;
  const [runId, messageId] = [createId(), createId()];
  const run = { runId, messageId, parentId: head?.tip ?? null };
  const request: EventBody = { type: 'run-request', ...run, agent: 'chat', model: 'demo:coral' };
  const past: readonly PastEvent[] = [request, ...toEvents(runId)];
  const events = past.map(({ type, actor = worker, agoMs = 0, ...data }, index) => ({
    seq: firstSeq + index,
    type,
    actor,
    data,
    at: new Date(Date.now() - agoMs).toISOString(),
  }));
  await runSql(
    databaseUrl,
    `WITH event_rows AS (
       INSERT INTO event (session_id, seq, type, run_id, actor, data, at)
       SELECT $1, (row->>'seq')::bigint, row->>'type', $2, row->'actor', row->'data', (row->>'at')::timestamptz
       FROM jsonb_array_elements($6::jsonb) AS row
     ), approval_rows AS (
       INSERT INTO approval (id, session_id, run_id, tool_call_id, tool_name, input_hash, why, session_scope, status, expires_at)
       SELECT (row->'data'->>'approvalId')::uuid, $1, $2, row->'data'->>'toolCallId', row->'data'->>'toolName',
         row->'data'->>'inputHash', row->'data'->>'why', (row->'data'->>'sessionScope')::boolean, 'requested',
         (row->'data'->>'expiresAt')::timestamptz
       FROM jsonb_array_elements($6::jsonb) AS row WHERE row->>'type' = 'approval-request'
     ), run_row AS (
       INSERT INTO run (id, session_id, message_id, parent_id, requested_by, actor, agent, model, status, available_at, requested_seq)
       VALUES ($2, $1, $3, $4, $7, $5::jsonb, 'chat', 'demo:coral', 'suspended', now() + interval '1 day', $8)
     ), message_row AS (
       INSERT INTO message (session_id, id, parent_id, role, parts, status, run_id, model, added_seq, created_at)
       VALUES ($1, $3, $4, 'assistant', '[]', 'streaming', $2, 'demo:coral', $8, now())
     )
     UPDATE session SET last_seq = $9, tip_id = $3 WHERE id = $1`,
    [
      sessionId,
      runId,
      messageId,
      run.parentId,
      JSON.stringify(worker),
      JSON.stringify(events),
      userId,
      firstSeq,
      events.at(-1)?.seq ?? firstSeq,
    ],
  );
  return sessionId;
}
