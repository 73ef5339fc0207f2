import type { Event, EventBody } from '#lib/protocol/event.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import type { Database } from './client.ts';
import type { Transaction } from './transaction.ts';

type NewEvent = EventBody & { actor: Actor };

interface EventRow {
  seq: number;
  type: string;
  run_id: string | null;
  actor: Actor;
  data: Record<string, unknown>;
  at: Date;
}

/** The columns of an event: what has a column of its own is not stored twice. */
export function toEventColumns(event: NewEvent): {
  type: string;
  runId: string | null;
  actor: Actor;
  data: Record<string, unknown>;
} {
  const { type, actor, ...payload } = event;
  if (!('runId' in payload)) return { type, runId: null, actor, data: payload };
  const { runId, ...data } = payload;
  return { type, runId, actor, data };
}

export function toEvent(row: EventRow): Event {
  const place = { seq: row.seq, at: row.at.toISOString(), actor: row.actor };
  const runId = row.run_id === null ? {} : { runId: row.run_id };
  // Cast: rows are written by `toEventColumns` only, from a typed event.
  return { ...place, ...runId, ...row.data, type: row.type } as Event;
}

/** Inserts events under a lock on their session, from `lastSeq + 1` on. The caller bumps `last_seq`. */
export async function insertEvents(
  tx: Transaction,
  place: { sessionId: string; lastSeq: number; at: Date },
  events: readonly NewEvent[],
): Promise<Event[]> {
  const rows = events.map((event, index) => {
    const { type, runId, actor, data } = toEventColumns(event);
    return { q: place.lastSeq + index + 1, t: type, r: runId, a: actor, d: data };
  });
  await tx.$executeRaw`
    INSERT INTO event (session_id, seq, type, run_id, actor, data, at)
    SELECT ${place.sessionId}::uuid, e.q, e.t, e.r, e.a, e.d, ${place.at}::timestamptz
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS e (q int8, t text, r uuid, a jsonb, d jsonb)`;
  const at = place.at.toISOString();
  return events.map((event, index): Event => ({ ...event, seq: place.lastSeq + index + 1, at }));
}

export async function selectEvents(
  tx: Transaction,
  range: { sessionId: string; after: number; limit: number },
): Promise<Event[]> {
  const rows = await tx.$queryRaw<EventRow[]>`
    SELECT seq::float8 AS seq, type, run_id, actor, data, at FROM event
    WHERE session_id = ${range.sessionId}::uuid AND seq > ${range.after}
    ORDER BY seq LIMIT ${range.limit}`;
  return rows.map(toEvent);
}

/** All events of some runs from a seq on, in order. */
export async function selectRunEvents(
  tx: Transaction,
  range: { sessionId: string; runIds: readonly string[]; fromSeq: number },
): Promise<Event[]> {
  const rows = await tx.$queryRaw<EventRow[]>`
    SELECT seq::float8 AS seq, type, run_id, actor, data, at FROM event
    WHERE session_id = ${range.sessionId}::uuid AND seq >= ${range.fromSeq}
      AND run_id = ANY (${range.runIds}::uuid[])
    ORDER BY seq`;
  return rows.map(toEvent);
}

/** The events of one run after a seq, in order; none when it is not of that session. */
export async function selectRun(
  db: Database,
  run: { sessionId: string; runId: string; after: number },
): Promise<Event[]> {
  const rows = await db.$queryRaw<EventRow[]>`
    SELECT e.seq::float8 AS seq, e.type, e.run_id, e.actor, e.data, e.at FROM run r
    JOIN event e ON e.session_id = r.session_id AND e.seq >= r.requested_seq AND e.seq > ${run.after}
      AND e.run_id = r.id
    WHERE r.id = ${run.runId}::uuid AND r.session_id = ${run.sessionId}::uuid
    ORDER BY e.seq`;
  return rows.map(toEvent);
}

interface PageRow extends Omit<EventRow, 'seq'> {
  epoch: string;
  lastSeq: number;
  compactedSeq: number;
  deleted: boolean;
  /** Null in the one row of a page without events. */
  seq: number | null;
}

/** Where a session stands and its events after a seq, as of one moment. Undefined: there is no such session. */
export async function selectPage(
  db: Database,
  page: { sessionId: string; after: number; limit: number },
): Promise<
  { epoch: string; lastSeq: number; compactedSeq: number; deleted: boolean; events: Event[] } | undefined
> {
  const rows = await db.$queryRaw<PageRow[]>`
    SELECT s.epoch, s.last_seq::float8 AS "lastSeq", s.compacted_seq::float8 AS "compactedSeq",
      s.deleted_at IS NOT NULL AS deleted, e.*
    FROM session s LEFT JOIN LATERAL (
      SELECT seq::float8 AS seq, type, run_id, actor, data, at FROM event
      WHERE session_id = s.id AND seq > ${page.after} ORDER BY seq LIMIT ${page.limit}
    ) e ON true
    WHERE s.id = ${page.sessionId}::uuid ORDER BY e.seq`;
  const [first] = rows;
  if (!first) return undefined;
  const { epoch, lastSeq, compactedSeq, deleted } = first;
  const events = rows.flatMap((row) => (row.seq === null ? [] : [toEvent({ ...row, seq: row.seq })]));
  return { epoch, lastSeq, compactedSeq, deleted, events };
}

export function selectHeads(
  db: Database,
  sessionIds: readonly string[],
): Promise<{ sessionId: string; lastSeq: number; deleted: boolean }[]> {
  return db.$queryRaw`
    SELECT id AS "sessionId", last_seq::float8 AS "lastSeq", deleted_at IS NOT NULL AS deleted
    FROM session WHERE id = ANY (${sessionIds}::uuid[])`;
}
