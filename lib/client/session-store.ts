import { Emitter, type Unsubscribe } from '#lib/base/emitter.ts';
import type { ConnectionView } from './connection-view.ts';
import { toDeciding } from './deciding.ts';
import type { FrameScheduler } from './frame-scheduler.ts';
import type { Outbox } from './outbox.ts';
import { isBirth } from './outbox-entry.ts';
import { toPending, type AckedMessage } from './pending-messages.ts';
import type { SessionConnection } from './session-connection.ts';
import type { PendingMessage, SessionView } from './session-view.ts';
import type { Store } from './store.ts';

export interface SessionStoreParts {
  sessionId: string;
  connection: SessionConnection;
  outbox: Outbox;
  status: Store<ConnectionView>;
  frames: FrameScheduler;
  /** Made in this page and perhaps unknown to the server. */
  isBornHere: () => boolean;
}

/**
 * What a page shows of a session: the folded log with the own messages that are not in it yet. A burst of events is told
 * at most once per frame; what the user does is told at once.
 */
export class SessionStore implements Store<SessionView> {
  readonly #parts: SessionStoreParts;
  readonly #changes = new Emitter<void>();
  readonly #initial: SessionView;
  #view: SessionView;
  #acked: readonly AckedMessage[] = [];
  #pending: readonly PendingMessage[] = [];
  #deciding: ReadonlySet<string> = new Set();
  #loadingOlder = false;
  #cancelFrame: Unsubscribe | undefined;

  constructor(parts: SessionStoreParts) {
    this.#parts = parts;
    this.#view = this.#build();
    this.#initial = this.#view;
  }

  getSnapshot(): SessionView {
    return this.#view;
  }

  getInitialSnapshot(): SessionView {
    return this.#initial;
  }

  subscribe(listener: () => void): Unsubscribe {
    return this.#changes.on(() => listener());
  }

  start(): Unsubscribe {
    const { connection, outbox, status, sessionId } = this.#parts;
    const stops = [
      connection.onChange.on(() => this.#paintSoon()),
      outbox.onSettled.on(({ entry, ack }) => {
        if (ack.ok && entry.command.sessionId === sessionId)
          this.#acked = [...this.#acked, { entry, seq: ack.seq }];
      }),
      outbox.onChange.on(() => this.#paint()),
      status.subscribe(() => this.#paint()),
    ];
    this.#paint();
    return () => {
      for (const stop of stops) stop();
      this.#cancelFrame?.();
      this.#cancelFrame = undefined;
    };
  }

  setLoadingOlder(loadingOlder: boolean): void {
    this.#loadingOlder = loadingOlder;
    this.#paint();
  }

  #paintSoon(): void {
    if (this.#cancelFrame) return;
    let isPainted = false;
    const cancel = this.#parts.frames.schedule(() => {
      isPainted = true;
      this.#cancelFrame = undefined;
      this.#paint();
    });
    if (!isPainted) this.#cancelFrame = cancel;
  }

  #paint(): void {
    const next = this.#build();
    // Cast: the keys of a view.
    const keys = Object.keys({ ...next, ...this.#view }) as (keyof SessionView)[];
    if (keys.every((key) => next[key] === this.#view[key])) return;
    this.#view = next;
    this.#changes.emit();
  }

  #build(): SessionView {
    const { sessionId, connection, outbox, status, isBornHere } = this.#parts;
    const { state, role, devices } = connection;
    this.#acked = this.#acked.filter(({ seq }) => state.seq < seq);
    const entries = outbox.entries.filter((entry) => entry.command.sessionId === sessionId);
    const isUnborn = connection.phase !== 'ready' && (isBornHere() || entries.some(isBirth));
    this.#pending = toPending(
      {
        entries,
        acked: this.#acked,
        state,
        isLive: status.getSnapshot().status === 'live',
        findDelay: (commandId) => outbox.findDelay(commandId),
      },
      this.#pending,
    );
    this.#deciding = toDeciding([...entries, ...this.#acked.map(({ entry }) => entry)], this.#deciding);
    return {
      sessionId,
      phase: isUnborn && connection.phase !== 'gone' ? 'ready' : connection.phase,
      state,
      pending: this.#pending,
      deciding: this.#deciding,
      ...(role ? { role } : isUnborn ? { role: 'owner' } : {}),
      devices,
      loadingOlder: this.#loadingOlder,
    };
  }
}
