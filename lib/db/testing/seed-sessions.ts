import { createId } from '#lib/base/ids.ts';
import type { Database } from '../client.ts';

export interface SeededSession {
  readonly sessionId: string;
  readonly runId: string;
}

/** Seq of the `run-start` of a seeded session: its writer goes on from here, in epoch 1. */
export const SEEDED_SEQ = 4;

/**
 * Sessions of alice as the log would have written them, each with a run in its first attempt and `chunks` events of
 * content. With `lock`, whoever keeps that advisory lock holds the leases; without, nobody does.
 */
export async function seedSessions(
  db: Database,
  options: { count: number; lock?: string; chunks?: number },
): Promise<SeededSession[]> {
  const { count, lock = null, chunks = 0 } = options;
  const seeded = Array.from({ length: count }, () => ({ sessionId: createId(), runId: createId() }));
  const sessionIds = seeded.map((session) => session.sessionId);
  const runIds = seeded.map((session) => session.runId);
  const user = '{"id": "alice", "kind": "user"}';
  const agent = '{"id": "assistant", "kind": "agent"}';
  await db.$transaction([
    db.$executeRaw`
      INSERT INTO session (id, owner_id, epoch, last_seq, tip_id)
      SELECT s, 'alice', 'epoch', ${SEEDED_SEQ + chunks}, r
      FROM unnest(${sessionIds}::uuid[], ${runIds}::uuid[]) AS t (s, r)`,
    db.$executeRaw`
      INSERT INTO participant (session_id, user_id, role)
      SELECT id, 'alice', 'owner' FROM unnest(${sessionIds}::uuid[]) id`,
    // A message may have any id; these have those of their session and run.
    db.$executeRaw`
      INSERT INTO message (session_id, id, parent_id, role, parts, status, run_id, added_seq, created_at)
      SELECT s, s, NULL, 'user', '[{"type": "text", "text": "hello"}]'::jsonb, 'complete', NULL, 2, now()
      FROM unnest(${sessionIds}::uuid[]) s
      UNION ALL
      SELECT s, r, s, 'assistant', '[]'::jsonb, 'streaming', r, 3, now()
      FROM unnest(${sessionIds}::uuid[], ${runIds}::uuid[]) AS t (s, r)`,
    db.$executeRaw`
      INSERT INTO run (id, session_id, message_id, parent_id, requested_by, actor, agent, model, status, epoch, attempt,
        holder, holder_lock, lease_expires_at, requested_seq)
      SELECT r, s, r, s, 'alice', ${user}::jsonb, 'assistant', 'demo:coral', 'running', 1, 1,
        'worker', ${lock}::int8, now() + interval '1 hour', 3
      FROM unnest(${sessionIds}::uuid[], ${runIds}::uuid[]) AS t (s, r)`,
    db.$executeRaw`
      INSERT INTO event (session_id, seq, type, run_id, actor, data, at)
      SELECT s, e.seq, e.type, CASE WHEN e.of_run THEN r END, e.actor, e.data, now()
      FROM unnest(${sessionIds}::uuid[], ${runIds}::uuid[]) AS t (s, r),
        LATERAL (VALUES
          (1, 'session-create', false, ${user}::jsonb, '{}'::jsonb),
          (2, 'message-add', false, ${user}::jsonb, jsonb_build_object('message', jsonb_build_object(
            'id', s, 'parentId', NULL, 'role', 'user', 'parts', '[{"type": "text", "text": "hello"}]'::jsonb))),
          (3, 'run-request', true, ${user}::jsonb, jsonb_build_object(
            'messageId', r, 'parentId', s, 'agent', 'assistant', 'model', 'demo:coral')),
          (${SEEDED_SEQ}::int, 'run-start', true, ${agent}::jsonb, '{"attempt": 1, "strategy": "first"}'::jsonb)
        ) AS e (seq, type, of_run, actor, data)`,
    db.$executeRaw`
      INSERT INTO event (session_id, seq, type, run_id, actor, data, at)
      SELECT s, ${SEEDED_SEQ}::int + n, 'run-chunk', r, ${agent}::jsonb,
        jsonb_build_object('chunks', jsonb_build_array(jsonb_build_object('type', 'text-delta', 'id', 't', 'delta', n || ' '))),
        now()
      FROM unnest(${sessionIds}::uuid[], ${runIds}::uuid[]) AS t (s, r), generate_series(1, ${chunks}::int) n`,
  ]);
  return seeded;
}
