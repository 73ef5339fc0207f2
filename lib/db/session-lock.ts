import type { ApprovalReason, ApprovalScope } from '#lib/protocol/event.ts';
import type { Actor, SkillRef } from '#lib/protocol/fields.ts';
import type { MessageRole, MessageStatus, Part } from '#lib/protocol/message.ts';
import { Prisma } from './generated/client.ts';
import { takesPart } from './system-user.ts';
import type { Transaction } from './transaction.ts';

export interface LockedSession {
  sessionId: string;
  ownerId: string;
  title: string | null;
  titleBy: 'user' | 'model' | null;
  epoch: string;
  lastSeq: number;
  tipId: string | null;
  archived: boolean;
  deletedForMs: number | null;
}

/** Keeps a user from being deleted until the commit. False when there is none. */
export async function holdUser(tx: Transaction, userId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "user" WHERE id = ${userId} FOR KEY SHARE`;
  return rows.length > 0;
}

const waitForIt = Prisma.sql`FOR NO KEY UPDATE`;
const skipIt = Prisma.sql`FOR NO KEY UPDATE SKIP LOCKED`;

/**
 * Takes the session row; whoever changes a run of the session holds it first. Undefined: missing, or held and `skip`.
 * After a wait the row is as it is now, which is true of the locked row alone.
 */
export async function lockSession(
  tx: Transaction,
  sessionId: string,
  whenLocked: 'wait' | 'skip',
): Promise<LockedSession | undefined> {
  const [session] = await tx.$queryRaw<LockedSession[]>`
    SELECT id AS "sessionId", owner_id AS "ownerId", title, title_by AS "titleBy", epoch,
      last_seq::float8 AS "lastSeq", tip_id AS "tipId", archived,
      (extract(epoch FROM clock_timestamp() - deleted_at) * 1000)::float8 AS "deletedForMs"
    FROM session WHERE id = ${sessionId}::uuid ${whenLocked === 'skip' ? skipIt : waitForIt}`;
  return session;
}

export interface ControlRows {
  at: Date;
  role: 'owner' | 'editor' | 'viewer' | null;
  userLiveRuns: number;
  spent: { userUsd: number; everybodyUsd: number; untilTomorrowMs: number } | null;
  runs: {
    runId: string;
    messageId: string;
    parentRunId: string | null;
    agent: string;
    model: string;
    status: 'requested' | 'running' | 'suspended' | 'ended';
    epoch: number;
    attempt: number;
    leased: boolean;
    available: boolean;
    cancelRequested: boolean;
    requestedSeq: number;
    skill: SkillRef | null;
  }[];
  queue: { itemId: string; parts: Part[]; model: string | null; actor: Actor; at: string }[];
  approvals: {
    approvalId: string;
    runId: string;
    toolCallId: string;
    toolName: string;
    inputHash: string;
    why: ApprovalReason;
    sessionScope: boolean;
    status: 'requested' | 'approved' | 'denied' | 'expired';
    expiresInMs: number;
    decidedBy: Actor | null;
    scope: ApprovalScope | null;
    reason: string | null;
  }[];
  grants: string[];
  messages: { messageId: string; parentId: string | null; role: MessageRole; status: MessageStatus }[];
}

/**
 * What decisions look at, in one statement: call it after `lockSession`, so that its snapshot is fresh. (`OFFSET 0`: the
 * few live runs lead to their questions, whatever the planner believes about how many there are.)
 */
export async function selectControl(
  tx: Transaction,
  asked: {
    sessionId: string;
    userId: string | undefined;
    runIds: readonly string[];
    messageIds: readonly string[];
    approvalIds: readonly string[];
    withSpent: boolean;
  },
): Promise<ControlRows> {
  const userId = asked.userId ?? null;
  const [row] = await tx.$queryRaw<ControlRows[]>`
    SELECT date_trunc('milliseconds', clock_timestamp()) AS at,
      (SELECT p.role FROM participant p JOIN session s ON s.id = p.session_id
        WHERE p.session_id = ${asked.sessionId}::uuid AND p.user_id = ${userId} AND ${takesPart}) AS role,
      (SELECT count(*)::int FROM run
        WHERE requested_by = ${userId} AND status IN ('requested', 'running', 'suspended') AND parent_run_id IS NULL
      ) AS "userLiveRuns",
      CASE WHEN ${asked.withSpent} THEN (
        SELECT json_build_object(
          'userUsd', coalesce(sum(u.cost_micro_usd) FILTER (WHERE u.user_id = coalesce(${userId}, (
            SELECT q.actor ->> 'id' FROM queue_item q
            WHERE q.session_id = ${asked.sessionId}::uuid ORDER BY q.position LIMIT 1
          ))), 0) / 1e6,
          'everybodyUsd', coalesce(sum(u.cost_micro_usd), 0) / 1e6,
          'untilTomorrowMs', ceil(1000 * extract(epoch FROM
            date_trunc('day', clock_timestamp(), 'UTC') + interval '1 day' - clock_timestamp()))
        )
        FROM usage_day u WHERE u.day = (clock_timestamp() AT TIME ZONE 'UTC')::date
      ) END AS spent,
      coalesce((
        SELECT json_agg(json_build_object(
          'runId', r.id, 'messageId', r.message_id, 'parentRunId', r.parent_run_id, 'agent', r.agent,
          'model', r.model, 'status', r.status, 'epoch', r.epoch, 'attempt', r.attempt,
          'leased', holdfast_is_leased(r.status, r.lease_expires_at, r.holder_lock),
          'available', r.available_at <= clock_timestamp(), 'cancelRequested', r.cancel_at IS NOT NULL,
          'requestedSeq', r.requested_seq, 'skill', r.skill
        ) ORDER BY r.requested_seq)
        FROM run r
        WHERE r.session_id = ${asked.sessionId}::uuid
          AND (r.status IN ('requested', 'running', 'suspended') OR r.id = ANY (${asked.runIds}::uuid[]))
      ), '[]') AS runs,
      coalesce((
        SELECT json_agg(json_build_object(
          'itemId', q.id, 'parts', q.parts, 'model', q.model, 'actor', q.actor, 'at', q.created_at
        ) ORDER BY q.position)
        FROM queue_item q WHERE q.session_id = ${asked.sessionId}::uuid
      ), '[]') AS queue,
      coalesce((
        SELECT json_agg(json_build_object(
          'approvalId', a.id, 'runId', a.run_id, 'toolCallId', a.tool_call_id, 'toolName', a.tool_name,
          'inputHash', a.input_hash, 'why', a.why, 'sessionScope', a.session_scope, 'status', a.status,
          'expiresInMs', extract(epoch FROM a.expires_at - clock_timestamp()) * 1000,
          'decidedBy', a.decided_by, 'scope', a.scope, 'reason', a.reason
        ) ORDER BY a.id)
        FROM (
          SELECT live.* FROM run r
          CROSS JOIN LATERAL (SELECT * FROM approval WHERE run_id = r.id OFFSET 0) live
          WHERE r.session_id = ${asked.sessionId}::uuid AND r.status IN ('requested', 'running', 'suspended')
          UNION
          SELECT named.* FROM approval named
          WHERE named.session_id = ${asked.sessionId}::uuid AND named.id = ANY (${asked.approvalIds}::uuid[])
        ) a
      ), '[]') AS approvals,
      ARRAY(
        SELECT DISTINCT a.tool_name FROM approval a
        WHERE a.session_id = ${asked.sessionId}::uuid AND a.scope = 'session' AND a.status = 'approved'
        ORDER BY a.tool_name
      ) AS grants,
      coalesce((
        SELECT json_agg(json_build_object(
          'messageId', m.id, 'parentId', m.parent_id, 'role', m.role, 'status', m.status
        ))
        FROM message m
        WHERE m.session_id = ${asked.sessionId}::uuid AND m.id = ANY (${asked.messageIds}::uuid[])
      ), '[]') AS messages`;
  if (!row) throw new Error('cannot read the session: the database returned no row');
  return row;
}
