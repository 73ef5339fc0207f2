import type { Clock } from '#lib/base/clock.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { SessionReads } from '#lib/session/session-reads.ts';
import type { WakeUps } from '#lib/session/wake-ups.ts';
import type { Connections } from './connections.ts';
import { userRoom } from './rooms.ts';
import type { TypedServer } from './typed-socket.ts';

/** At most four times a second per session. */
const MIN_INTERVAL_MS = 250;

interface Feed {
  /** It changed again since it was last read. */
  again: boolean;
}

/** Tells all connections of each participant, wherever they are, how a session looks in their list now. */
export class SessionListFeed {
  readonly #io: TypedServer;
  readonly #reads: Pick<SessionReads, 'sessionRows'>;
  readonly #connections: Connections;
  readonly #wakeUps: WakeUps;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #feeds = new Map<string, Feed>();
  #stop: (() => void) | undefined;

  constructor(dependencies: {
    io: TypedServer;
    reads: Pick<SessionReads, 'sessionRows'>;
    connections: Connections;
    wakeUps: WakeUps;
    clock: Clock;
    logger: Logger;
  }) {
    this.#io = dependencies.io;
    this.#reads = dependencies.reads;
    this.#connections = dependencies.connections;
    this.#wakeUps = dependencies.wakeUps;
    this.#clock = dependencies.clock;
    this.#logger = dependencies.logger;
  }

  start(): void {
    this.#stop = this.#wakeUps.subscribe('list', (sessionId) => this.#onChange(sessionId));
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#feeds.clear();
  }

  #onChange(sessionId: string): void {
    if (this.#connections.isEmpty) return;
    const feed = this.#feeds.get(sessionId);
    if (feed) feed.again = true;
    else void this.#run(sessionId);
  }

  /** Tells at once, then what came meanwhile: the last change is always told. */
  async #run(sessionId: string): Promise<void> {
    const feed: Feed = { again: false };
    this.#feeds.set(sessionId, feed);
    const startedAtMs = this.#clock.now();
    await this.#tell(sessionId);
    const waitMs = Math.max(0, MIN_INTERVAL_MS - (this.#clock.now() - startedAtMs));
    this.#clock.after(waitMs, () => {
      if (this.#feeds.get(sessionId) !== feed) return;
      this.#feeds.delete(sessionId);
      if (feed.again) void this.#run(sessionId);
    });
  }

  async #tell(sessionId: string): Promise<void> {
    try {
      for (const { userId, deleted, row } of await this.#reads.sessionRows(sessionId)) {
        if (!this.#connections.has(userId)) continue;
        const room = this.#io.to(userRoom(userId));
        // Who reads the session hears this from the hub as well; the second time it says nothing new.
        if (deleted) room.emit('session-gone', { sessionId, reason: 'deleted' });
        else room.emit('session-changed', row);
      }
    } catch (error) {
      this.#logger.warn({ error, sessionId }, 'cannot tell of a changed session: lists are behind');
    }
  }
}
