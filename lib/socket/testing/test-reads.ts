import { AppError } from '#lib/protocol/error.ts';
import type { Role } from '#lib/protocol/fields.ts';
import type { SessionRow, Snapshot } from '#lib/protocol/snapshot.ts';
import type { HistoryReply, ListSessionsReply, ReadReply } from '#lib/protocol/socket.ts';
import type { EventLog, LogPage } from '#lib/session/event-log.ts';
import type { Caught } from '#lib/session/session-reads.ts';

/** Reads over the log in memory, for those who were let in. The real ones ask Postgres. */
export class TestReads {
  readonly #log: EventLog;
  readonly #participants = new Map<string, Set<string>>();
  /** A catch-up has at most so many events; the rest is `more`. */
  maxEvents = 500;
  /** Holds every catch-up back, after it was read, until it resolves. */
  gate: Promise<void> = Promise.resolve();
  /** Of those who are no owners. */
  readonly roles = new Map<string, Role>();
  failure: Error | undefined;
  rowReads = 0;

  constructor(log: EventLog) {
    this.#log = log;
  }

  admit(sessionId: string, userId: string): void {
    const users = this.#participants.get(sessionId) ?? new Set();
    this.#participants.set(sessionId, users.add(userId));
  }

  async catchUp(request: {
    sessionId: string;
    userId: string;
    cursor?: unknown;
    epoch?: unknown;
  }): Promise<Caught> {
    const { epoch, lastSeq } = await this.#require(request, 0);
    const head = { epoch, lastSeq, role: this.roles.get(request.userId) ?? 'owner' };
    const { cursor } = request;
    if (
      typeof cursor !== 'number' ||
      cursor < 0 ||
      cursor > lastSeq ||
      (cursor > 0 && request.epoch !== epoch)
    ) {
      await this.gate;
      return { ...head, catchUp: { kind: 'snapshot', snapshot: createSnapshot(request.sessionId, lastSeq) } };
    }
    const page = await this.#log.read(request.sessionId, cursor, this.maxEvents);
    await this.gate;
    const events = [...(page?.events ?? [])];
    const more = cursor + events.length < lastSeq;
    return { ...head, catchUp: { kind: 'events', events, ...(more ? { more } : {}) } };
  }

  async read(request: {
    sessionId: string;
    userId: string;
    after: number;
    limit: number;
  }): Promise<ReadReply> {
    const { epoch, lastSeq, events } = await this.#require(request, request.limit, request.after);
    return { epoch, lastSeq, events: [...events] };
  }

  async history(request: { sessionId: string; userId: string }): Promise<HistoryReply> {
    await this.#require(request, 0);
    return { messages: [], olderBefore: null };
  }

  async listSessions({ userId }: { userId: string }): Promise<ListSessionsReply> {
    const own = [...this.#participants]
      .filter(([, users]) => users.has(userId))
      .map(([sessionId]) => sessionId);
    return { sessions: await Promise.all(own.map((sessionId) => this.#row(sessionId))), next: null };
  }

  async sessionRows(sessionId: string): Promise<{ userId: string; deleted: boolean; row: SessionRow }[]> {
    this.rowReads += 1;
    const row = await this.#row(sessionId);
    const deleted = (await this.#log.read(sessionId, 0, 0))?.deleted ?? true;
    return [...(this.#participants.get(sessionId) ?? [])].map((userId) => ({ userId, deleted, row }));
  }

  async #row(sessionId: string): Promise<SessionRow> {
    const page = await this.#log.read(sessionId, 0, 0);
    const lastSeq = page?.lastSeq ?? 0;
    return {
      sessionId,
      title: null,
      lastSeq,
      readSeq: 0,
      live: false,
      needsApproval: false,
      archived: false,
      updatedAt: new Date(0).toISOString(),
    };
  }

  async #require(
    { sessionId, userId }: { sessionId: string; userId: string },
    limit: number,
    after = 0,
  ): Promise<LogPage> {
    if (this.failure) throw this.failure;
    const page = await this.#log.read(sessionId, after, limit);
    if (!page || !this.#participants.get(sessionId)?.has(userId)) {
      throw new AppError('not-found', 'cannot open the session: there is no such session');
    }
    if (page.deleted) throw new AppError('gone', 'cannot open the session: it was deleted');
    return page;
  }
}

function createSnapshot(sessionId: string, seq: number): Snapshot {
  const session = { sessionId, title: null, archived: false };
  return { seq, session, messages: [], olderBefore: null, runs: [], queue: [], steers: [], approvals: [] };
}
