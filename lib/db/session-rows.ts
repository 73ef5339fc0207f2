import type { Role } from '#lib/protocol/fields.ts';
import type { SessionRow } from '#lib/protocol/snapshot.ts';
import type { Database } from './client.ts';
import { Prisma } from './generated/client.ts';
import { EVALS_USER, takesPart } from './system-user.ts';
import type { Transaction } from './transaction.ts';

export interface SessionHeadRow {
  sessionId: string;
  title: string | null;
  archived: boolean;
  epoch: string;
  lastSeq: number;
  compactedSeq: number;
  tipId: string | null;
  deleted: boolean;
  role: Role;
}

/** The session as one of its participants may see it; undefined for everybody else. */
export async function selectSessionHead(
  tx: Transaction,
  sessionId: string,
  userId: string,
): Promise<SessionHeadRow | undefined> {
  const [row] = await tx.$queryRaw<SessionHeadRow[]>`
    SELECT s.id AS "sessionId", s.title, s.archived, s.epoch, s.last_seq::float8 AS "lastSeq",
      s.compacted_seq::float8 AS "compactedSeq", s.tip_id AS "tipId", s.deleted_at IS NOT NULL AS deleted, p.role
    FROM session s JOIN participant p ON p.session_id = s.id
    WHERE s.id = ${sessionId}::uuid AND p.user_id = ${userId} AND ${takesPart}`;
  return row;
}

interface ListRow {
  sessionId: string;
  userId: string;
  title: string | null;
  lastSeq: number;
  readSeq: number;
  live: boolean;
  needsApproval: boolean;
  archived: boolean;
  updatedAt: Date;
  deleted: boolean;
}

const listColumns = Prisma.sql`
  s.id AS "sessionId", p.user_id AS "userId", s.title, s.last_seq::float8 AS "lastSeq",
  p.last_read_seq::float8 AS "readSeq", s.archived, s.updated_at AS "updatedAt", s.deleted_at IS NOT NULL AS deleted,
  EXISTS (
    SELECT FROM run r WHERE r.session_id = s.id AND r.status IN ('requested', 'running', 'suspended')
  ) AS live,
  EXISTS (
    SELECT FROM approval a
    WHERE a.session_id = s.id AND a.status = 'requested' AND a.expires_at > clock_timestamp()
  ) AS "needsApproval"`;

/** Trials are in no list, also of those who follow one. */
const isListed = Prisma.sql`s.owner_id <> ${EVALS_USER.id}`;

/** A user's sessions, newest first, after a place in that order. */
export async function selectSessionPage(
  db: Database,
  page: { userId: string; before: { updatedAt: Date; sessionId: string } | undefined; limit: number },
): Promise<SessionRow[]> {
  const { before } = page;
  const place = before
    ? Prisma.sql`AND (s.updated_at, s.id) < (${before.updatedAt}::timestamptz, ${before.sessionId}::uuid)`
    : Prisma.empty;
  const rows = await db.$queryRaw<ListRow[]>`
    SELECT ${listColumns} FROM participant p JOIN session s ON s.id = p.session_id
    WHERE p.user_id = ${page.userId} AND s.deleted_at IS NULL AND ${isListed} ${place}
    ORDER BY s.updated_at DESC, s.id DESC LIMIT ${page.limit}`;
  return rows.map(toSessionRow);
}

/** One session as each of its participants lists it. */
export async function selectParticipantRows(
  db: Database,
  sessionId: string,
): Promise<{ userId: string; deleted: boolean; row: SessionRow }[]> {
  const rows = await db.$queryRaw<ListRow[]>`
    SELECT ${listColumns} FROM participant p JOIN session s ON s.id = p.session_id
    WHERE s.id = ${sessionId}::uuid AND ${isListed}`;
  return rows.map((row) => ({ userId: row.userId, deleted: row.deleted, row: toSessionRow(row) }));
}

function toSessionRow(row: ListRow): SessionRow {
  const { userId: _, deleted: __, updatedAt, ...rest } = row;
  return { ...rest, updatedAt: updatedAt.toISOString() };
}
