import type { Unsubscribe } from '#lib/base/emitter.ts';
import type { Clock } from '#lib/base/clock.ts';
import type { Hello, Notice } from '#lib/protocol/socket.ts';
import type { ConnectionView } from './connection-view.ts';
import type { Store } from './store.ts';
import { ValueStore } from './value-store.ts';

const SHOW_CAUGHT_UP_MS = 3_000;
/** A shorter outage was never shown, so its end isn't either. */
const NOTICED_OUTAGE_MS = 1_500;

type DownStatus = Exclude<ConnectionView['status'], 'live'>;

/** Turns what happens to the connection into what the status line says. */
export class ConnectionStatus implements Store<ConnectionView> {
  readonly #clock: Clock;
  readonly #store = new ValueStore<ConnectionView>({ status: 'connecting' });
  #lastOutageMs = 0;
  #stopTimer = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  getSnapshot(): ConnectionView {
    return this.#store.getSnapshot();
  }

  getInitialSnapshot(): ConnectionView {
    return this.#store.getInitialSnapshot();
  }

  subscribe(listener: () => void): Unsubscribe {
    return this.#store.subscribe(listener);
  }

  live(hello: Hello): void {
    const { downSinceMs } = this.getSnapshot();
    this.#lastOutageMs = downSinceMs === undefined ? 0 : this.#clock.now() - downSinceMs;
    this.#store.set({ status: 'live', hello });
  }

  down(status: DownStatus): void {
    const { downSinceMs, notice, hello, status: before } = this.getSnapshot();
    if (before === status && downSinceMs !== undefined) return;
    this.#stopTimer();
    this.#store.set({
      status,
      downSinceMs: downSinceMs ?? this.#clock.now(),
      ...(notice && { notice }),
      ...(hello && { hello }),
    });
  }

  notice(notice: Notice): void {
    this.#store.set({ ...this.getSnapshot(), notice });
  }

  caughtUp(events: number): void {
    if (events === 0 || this.#lastOutageMs < NOTICED_OUTAGE_MS) return;
    this.#stopTimer();
    this.#store.set({ ...this.getSnapshot(), caughtUpEvents: events });
    this.#stopTimer = this.#clock.after(SHOW_CAUGHT_UP_MS, () => {
      const { caughtUpEvents: _, ...view } = this.getSnapshot();
      this.#store.set(view);
    });
  }

  /** Ends the timer that is left. */
  stop(): void {
    this.#stopTimer();
  }
}
