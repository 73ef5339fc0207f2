import type { Clock } from '#lib/base/clock.ts';
import type { Unsubscribe } from '#lib/base/emitter.ts';
import type { SessionRow } from '#lib/protocol/snapshot.ts';
import type { ListSessionsReply } from '#lib/protocol/socket.ts';
import { backoffMs } from './backoff.ts';
import type { Outbox } from './outbox.ts';
import { applyToList, put, toRows, type SessionList } from './session-list-fold.ts';
import type { SessionListView } from './session-list-view.ts';
import type { SocketPort } from './socket-port.ts';
import type { Store } from './store.ts';
import { ValueStore } from './value-store.ts';

const PAGE_SIZE = 50;

export interface SessionListStoreParts {
  port: SocketPort;
  outbox: Outbox;
  clock: Clock;
  random: () => number;
  initial: ListSessionsReply | null;
}

/** The user's sessions: pages from the server, rows as they change, and own commands on top. */
export class SessionListStore implements Store<SessionListView> {
  readonly #parts: SessionListStoreParts;
  readonly #view: ValueStore<SessionListView>;
  #list: SessionList = { rows: new Map(), removed: new Set() };
  /** Where the next older page starts; null when all are loaded, undefined before the first page. */
  #next: string | null | undefined;
  #loadingMore = false;
  /** Sessions that changed while the first page was under way: it may be older than what is known of them. */
  #changedMeanwhile = new Set<string>();
  #failures = 0;
  #stopTimer = () => {};

  constructor(parts: SessionListStoreParts) {
    this.#parts = parts;
    if (parts.initial) this.#takeFirstPage(parts.initial);
    this.#view = new ValueStore(this.#build());
  }

  getSnapshot(): SessionListView {
    return this.#view.getSnapshot();
  }

  getInitialSnapshot(): SessionListView {
    return this.#view.getInitialSnapshot();
  }

  subscribe(listener: () => void): Unsubscribe {
    return this.#view.subscribe(listener);
  }

  start(): Unsubscribe {
    const { port, outbox } = this.#parts;
    const stops = [
      port.on('connect', () => this.refresh()),
      port.on('disconnect', () => this.#stopTimer()),
      port.on('session-changed', (row) => this.#changed(row)),
      port.on('session-gone', ({ sessionId }) => {
        this.#list = { ...this.#list, removed: new Set([...this.#list.removed, sessionId]) };
        this.#show();
      }),
      outbox.onSettled.on(({ entry, ack }) => {
        if (ack.ok) this.#list = applyToList(this.#list, entry);
      }),
      outbox.onChange.on(() => this.#show()),
    ];
    if (port.connected) this.refresh();
    this.#show();
    return () => {
      for (const stop of stops) stop();
      this.#stopTimer();
    };
  }

  /** Reads the first page again: what changed while nobody listened is on it. */
  refresh(): void {
    this.#stopTimer();
    this.#changedMeanwhile = new Set();
    this.#parts.port.request('list-sessions', { limit: PAGE_SIZE }, (outcome) => {
      if (outcome === 'lost') return;
      if (!outcome.ok) return this.#refreshLater(outcome.error.retryAfterMs);
      this.#failures = 0;
      this.#takeFirstPage(outcome);
      this.#show();
    });
  }

  loadMore(): void {
    if (this.#loadingMore || !this.#next || !this.#parts.port.connected) return;
    this.#loadingMore = true;
    this.#show();
    this.#parts.port.request('list-sessions', { limit: PAGE_SIZE, before: this.#next }, (outcome) => {
      this.#loadingMore = false;
      if (outcome !== 'lost' && outcome.ok) {
        this.#next = outcome.next;
        // What is known already came later than this page was read.
        for (const row of outcome.sessions) {
          if (!this.#list.rows.has(row.sessionId)) this.#list = put(this.#list, row);
        }
      }
      this.#show();
    });
  }

  #changed(row: SessionRow): void {
    this.#changedMeanwhile.add(row.sessionId);
    const removed = new Set(this.#list.removed);
    removed.delete(row.sessionId);
    this.#list = put({ ...this.#list, removed }, row);
    this.#show();
  }

  #takeFirstPage({ sessions, next }: ListSessionsReply): void {
    const oldest = next === null ? '' : (sessions.at(-1)?.updatedAt ?? '');
    const keep = [...this.#list.rows.values()].filter(
      (row) => row.updatedAt < oldest || this.#changedMeanwhile.has(row.sessionId),
    );
    const fresh = sessions.filter((row) => !this.#changedMeanwhile.has(row.sessionId));
    const rows = new Map([...keep, ...fresh].map((row) => [row.sessionId, row]));
    const removed = [...this.#list.removed].filter((id) => !fresh.some((row) => row.sessionId === id));
    this.#list = { rows, removed: new Set(removed) };
    if (this.#next === undefined || next === null) this.#next = next;
  }

  #refreshLater(retryAfterMs?: number): void {
    this.#failures += 1;
    const delayMs = retryAfterMs ?? backoffMs(this.#failures, this.#parts.random);
    this.#stopTimer = this.#parts.clock.after(delayMs, () => this.refresh());
  }

  #show(): void {
    this.#view.set(this.#build());
  }

  #build(): SessionListView {
    const waiting = this.#parts.outbox.entries.filter((entry) => !entry.failed);
    return {
      phase: this.#next === undefined ? 'loading' : 'ready',
      rows: toRows(waiting.reduce(applyToList, this.#list)),
      hasMore: typeof this.#next === 'string',
      loadingMore: this.#loadingMore,
    };
  }
}
