import type { Event } from '#lib/protocol/event.ts';
import type { SkillRef } from '#lib/protocol/fields.ts';
import type { MessageRole, Part, ToolPart } from '#lib/protocol/message.ts';
import type { RatedAnswer, RatedChoices, RatedFilter } from '#lib/protocol/rated-answer.ts';
import type { Database } from './client.ts';
import { Prisma } from './generated/client.ts';
import type { Transaction } from './transaction.ts';

/** The newest rating of an answer counts, with its note. */
export async function projectRating(
  tx: Transaction,
  sessionId: string,
  event: Extract<Event, { type: 'message-rate' }>,
): Promise<void> {
  const { messageId, value, note = null, at } = event;
  await tx.message.updateMany({
    where: { sessionId, id: messageId },
    data: { rating: value === 0 ? null : value },
  });
  if (value === 0)
    await tx.$executeRaw`
      DELETE FROM message_rating WHERE session_id = ${sessionId}::uuid AND message_id = ${messageId}::uuid`;
  else
    await tx.$executeRaw`
      INSERT INTO message_rating (session_id, message_id, value, note, rated_at)
      VALUES (${sessionId}::uuid, ${messageId}::uuid, ${value}, ${note}, ${at}::timestamptz)
      ON CONFLICT (session_id, message_id)
      DO UPDATE SET value = excluded.value, note = excluded.note, rated_at = excluded.rated_at`;
}

interface RatedRow {
  sessionId: string;
  messageId: string;
  value: 1 | -1;
  note: string | null;
  ratedAt: Date;
  model: string | null;
  skill: SkillRef | null;
}

const columns = Prisma.sql`
  r.session_id AS "sessionId", r.message_id AS "messageId", r.value, r.note, r.rated_at AS "ratedAt", m.model, m.skill`;

/**
 * OFFSET 0 keeps these apart from the rest: Postgres thinks that next to no rating finds its message, and would join both
 * tables whole before it sorts, however few rows are wanted.
 */
const message = Prisma.sql`
  (SELECT model, skill FROM message WHERE session_id = r.session_id AND id = r.message_id OFFSET 0)`;
const session = Prisma.sql`
  (SELECT owner_id FROM session WHERE id = r.session_id AND deleted_at IS NULL OFFSET 0)`;
const joined = Prisma.sql`
  message_rating r CROSS JOIN LATERAL ${message} m CROSS JOIN LATERAL ${session} s`;

/** Newest first, along the index by time, after the place where the last page ended. */
export async function selectRated(
  db: Database,
  page: { filter: RatedFilter; before?: { ratedAt: Date; messageId: string } | undefined; limit: number },
): Promise<RatedAnswer[]> {
  const { filter, before, limit } = page;
  const conditions = [
    ...(before
      ? [Prisma.sql`(r.rated_at, r.message_id) < (${before.ratedAt}::timestamptz, ${before.messageId}::uuid)`]
      : []),
    ...(filter.value === undefined ? [] : [Prisma.sql`r.value = ${filter.value}`]),
    ...(filter.withNote === undefined ? [] : [Prisma.sql`r.note IS NOT NULL`]),
    ...(filter.model === undefined ? [] : [Prisma.sql`m.model = ${filter.model}`]),
    ...(filter.skillVersion === undefined
      ? []
      : [Prisma.sql`m.skill ->> 'version' = ${filter.skillVersion}`]),
  ];
  const where =
    conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}`;
  const rows = await db.$queryRaw<RatedRow[]>`
    SELECT ${columns} FROM ${joined} ${where} ORDER BY r.rated_at DESC, r.message_id DESC LIMIT ${limit}`;
  return rows.map(toRated);
}

/** Models and skill versions of the newest ratings, so that the answer takes no longer as ratings pile up. */
export async function selectRatedChoices(db: Database, newest: number): Promise<RatedChoices> {
  const [row] = await db.$queryRaw<{ models: string[] | null; skillVersions: string[] | null }[]>`
    SELECT array_agg(DISTINCT m.model) FILTER (WHERE m.model IS NOT NULL) AS models,
      array_agg(DISTINCT m.skill ->> 'version') FILTER (WHERE m.skill ->> 'version' IS NOT NULL) AS "skillVersions"
    FROM (SELECT session_id, message_id FROM message_rating ORDER BY rated_at DESC, message_id DESC LIMIT ${newest}) r
    CROSS JOIN LATERAL ${message} m`;
  return { models: row?.models ?? [], skillVersions: row?.skillVersions ?? [] };
}

export async function findRated(
  db: Database,
  about: { sessionId: string; messageId: string },
): Promise<(RatedAnswer & { ownerId: string }) | undefined> {
  const [row] = await db.$queryRaw<(RatedRow & { ownerId: string })[]>`
    SELECT ${columns}, s.owner_id AS "ownerId" FROM ${joined}
    WHERE r.session_id = ${about.sessionId}::uuid AND r.message_id = ${about.messageId}::uuid`;
  return row && { ...toRated(row), ownerId: row.ownerId };
}

export interface BranchMessage {
  readonly messageId: string;
  readonly role: MessageRole;
  readonly parts: Part[];
  readonly addedSeq: number;
}

/** The answer, and what it answers, back to `limit` messages; oldest first. */
export function selectSaid(
  tx: Transaction,
  about: { sessionId: string; messageId: string; limit: number },
): Promise<BranchMessage[]> {
  return tx.$queryRaw<BranchMessage[]>`
    WITH RECURSIVE branch AS (
      SELECT m.*, 1 AS depth FROM message m
      WHERE m.session_id = ${about.sessionId}::uuid AND m.id = ${about.messageId}::uuid
      UNION ALL
      SELECT m.*, b.depth + 1 FROM branch b
      JOIN message m ON m.session_id = b.session_id AND m.id = b.parent_id
      WHERE b.depth < ${about.limit}
    )
    SELECT id AS "messageId", role, parts, added_seq::float8 AS "addedSeq" FROM branch ORDER BY depth DESC`;
}

/** What some tools had been asked to do, on all branches, by the answers before this one; in that order. */
export async function selectCallsBefore(
  db: Database,
  about: { sessionId: string; messageId: string; toolNames: readonly string[] },
): Promise<ToolPart[]> {
  const rows = await db.$queryRaw<{ part: ToolPart }[]>`
    SELECT p.part
    FROM message answer
    JOIN message m ON m.session_id = answer.session_id AND m.added_seq < answer.added_seq AND m.role = 'assistant'
    CROSS JOIN LATERAL jsonb_array_elements(m.parts) WITH ORDINALITY AS p (part, place)
    WHERE answer.session_id = ${about.sessionId}::uuid AND answer.id = ${about.messageId}::uuid
      AND p.part ->> 'type' = 'dynamic-tool' AND p.part ->> 'toolName' = ANY (${about.toolNames}::text[])
    ORDER BY m.added_seq, p.place`;
  return rows.map(({ part }) => part);
}

function toRated(row: RatedRow): RatedAnswer {
  const { sessionId, messageId, value, note, ratedAt, model, skill } = row;
  return { sessionId, messageId, value, note, ratedAt: ratedAt.toISOString(), model, skill };
}
