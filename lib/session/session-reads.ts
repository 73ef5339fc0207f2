import type { Database } from '#lib/db/client.ts';
import { selectEvents } from '#lib/db/event-rows.ts';
import { selectBranch } from '#lib/db/message-rows.ts';
import {
  selectParticipantRows,
  selectSessionHead,
  selectSessionPage,
  type SessionHeadRow,
} from '#lib/db/session-rows.ts';
import { inReadSnapshot, type Transaction } from '#lib/db/transaction.ts';
import { selectSpent } from '#lib/db/usage-rows.ts';
import { isUuid } from '#lib/base/ids.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { Role } from '#lib/protocol/fields.ts';
import { MAX_READ_EVENTS } from '#lib/protocol/limits.ts';
import type { SessionRow, Snapshot } from '#lib/protocol/snapshot.ts';
import type {
  CatchUp,
  HistoryReply,
  HistoryRequest,
  ListSessionsReply,
  ListSessionsRequest,
  ReadReply,
  ReadRequest,
} from '#lib/protocol/socket.ts';
import { loadSnapshot, olderBefore } from './session-snapshot.ts';
import { takePage } from './take-page.ts';

export interface Caught {
  readonly epoch: string;
  /** Where the catch-up ends: live goes on from the next seq. */
  readonly lastSeq: number;
  readonly role: Role;
  readonly catchUp: CatchUp;
}

/**
 * What participants may read, asked of the database each time. Who takes no part in a session, and asks for it, is
 * told `not-found`; of a deleted one, `gone`.
 */
export class SessionReads {
  readonly #db: Database;

  constructor(dependencies: { db: Database }) {
    this.#db = dependencies.db;
  }

  /** A usable cursor gets the events after it, any other one a snapshot. Never partial, never an empty answer. */
  catchUp(request: {
    sessionId: string;
    userId: string;
    cursor?: unknown;
    epoch?: unknown;
  }): Promise<Caught> {
    return this.#inSession(request.sessionId, request.userId, async (tx, head) => {
      const { epoch, lastSeq, role } = head;
      if (!isUsable(request.cursor, request.epoch, head)) {
        return {
          epoch,
          lastSeq,
          role,
          catchUp: { kind: 'snapshot', snapshot: await loadSnapshot(tx, head) },
        };
      }
      const events = await selectEvents(tx, {
        sessionId: head.sessionId,
        after: request.cursor,
        limit: MAX_READ_EVENTS,
      });
      const page = takePage(events);
      const more = page.length < lastSeq - request.cursor;
      return { epoch, lastSeq, role, catchUp: { kind: 'events', events: page, ...(more ? { more } : {}) } };
    });
  }

  /** `limit` 0 asks for the position alone. */
  read(request: ReadRequest & { userId: string }): Promise<ReadReply> {
    return this.#inSession(request.sessionId, request.userId, async (tx, head) => {
      const { epoch, lastSeq, sessionId } = head;
      if (request.limit === 0) return { epoch, lastSeq, events: [] };
      if (request.after < head.compactedSeq) {
        throw new AppError('gone', 'cannot read the events: that part of the log was compacted; join again');
      }
      const events = await selectEvents(tx, { sessionId, after: request.after, limit: request.limit });
      return { epoch, lastSeq, events: takePage(events) };
    });
  }

  history(request: HistoryRequest & { userId: string }): Promise<HistoryReply> {
    return this.#inSession(request.sessionId, request.userId, async (tx, { sessionId }) => {
      const before = await tx.message.findUnique({
        where: { sessionId_id: { sessionId, id: request.beforeMessageId } },
        select: { parentId: true },
      });
      if (!before) throw new AppError('not-found', 'cannot read history: the session has no such message');
      if (before.parentId === null) return { messages: [], olderBefore: null };
      const { limit } = request;
      const messages = await selectBranch(tx, { sessionId, fromId: before.parentId, limit });
      return { messages, olderBefore: olderBefore(messages) };
    });
  }

  async listSessions(request: ListSessionsRequest & { userId: string }): Promise<ListSessionsReply> {
    const { userId, limit } = request;
    const before = request.before === undefined ? undefined : parsePlace(request.before);
    const sessions = await selectSessionPage(this.#db, { userId, before, limit });
    const last = sessions.length === limit ? sessions.at(-1) : undefined;
    return { sessions, next: last ? `${Date.parse(last.updatedAt)}_${last.sessionId}` : null };
  }

  snapshot(request: { sessionId: string; userId: string }): Promise<{
    snapshot: Snapshot;
    epoch: string;
    role: Role;
  }> {
    return this.#inSession(request.sessionId, request.userId, async (tx, head) => ({
      snapshot: await loadSnapshot(tx, head),
      epoch: head.epoch,
      role: head.role,
    }));
  }

  /** A session as each participant lists it, for `session-changed`. */
  sessionRows(sessionId: string): Promise<{ userId: string; deleted: boolean; row: SessionRow }[]> {
    return selectParticipantRows(this.#db, sessionId);
  }

  /** US dollars of the runs that ended today (UTC): those of whoever asked for this run, and all. */
  spentToday(runId: string): Promise<{ userUsd: number; everybodyUsd: number }> {
    return selectSpent(this.#db, runId);
  }

  #inSession<T>(
    sessionId: string,
    userId: string,
    run: (tx: Transaction, head: SessionHeadRow) => Promise<T>,
  ): Promise<T> {
    return inReadSnapshot(this.#db, async (tx) => {
      const head = await selectSessionHead(tx, sessionId, userId);
      if (!head) throw new AppError('not-found', 'cannot open the session: there is no such session');
      if (head.deleted) throw new AppError('gone', 'cannot open the session: it was deleted');
      return run(tx, head);
    });
  }
}

function isUsable(cursor: unknown, epoch: unknown, head: SessionHeadRow): cursor is number {
  if (typeof cursor !== 'number' || !Number.isSafeInteger(cursor)) return false;
  if (cursor < head.compactedSeq || cursor > head.lastSeq) return false;
  if (cursor > 0 && epoch !== head.epoch) return false;
  return cursor >= 0 && head.lastSeq - cursor <= MAX_READ_EVENTS;
}

function parsePlace(place: string): { updatedAt: Date; sessionId: string } {
  const [time = '', sessionId = ''] = place.split('_');
  const updatedAt = new Date(Number(time));
  if (time === '' || Number.isNaN(updatedAt.getTime()) || !isUuid(sessionId)) {
    throw new AppError(
      'invalid-input',
      'cannot list sessions: `before` is not a place that a list ended with',
    );
  }
  return { updatedAt, sessionId };
}
