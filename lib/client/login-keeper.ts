import type { Clock } from '#lib/base/clock.ts';
import type { Unsubscribe } from '#lib/base/emitter.ts';
import { backoffMs } from './backoff.ts';
import type { Connection } from './connection.ts';
import type { ConnectionStatus } from './connection-status.ts';
import type { Drafts } from './drafts.ts';
import type { Login } from './login.ts';
import type { Outbox } from './outbox.ts';
import type { TextStorage } from './text-storage.ts';

/** Holds the user whose outbox is about to move, also through the reload that may follow a sign-up. */
const MOVING_KEY = 'holdfast-moving-from';
const RELOADED_KEY = 'holdfast-reloaded-at';
/** A reload that did not help is not tried again within this time. */
const RELOAD_PAUSE_MS = 60_000;

export interface LoginKeeperParts {
  userId: string | null;
  login: Login;
  connection: Connection;
  status: ConnectionStatus;
  outbox: Outbox;
  drafts: Drafts;
  texts: TextStorage;
  clock: Clock;
  random: () => number;
  reload: () => void;
}

/** Sees to it that a page has a login, is the login's own page, and is of the server's version. */
export class LoginKeeper {
  readonly #parts: LoginKeeperParts;
  #userId: string | null;
  #isChanging = false;
  #stopTimer = () => {};

  constructor(parts: LoginKeeperParts) {
    this.#parts = parts;
    this.#userId = parts.userId;
  }

  start(): Unsubscribe {
    const { connection, status } = this.#parts;
    let stopConnection: Unsubscribe | undefined;
    let isStopped = false;
    const stops = [
      connection.on('connect', ({ userId }) => this.#greeted(userId)),
      status.subscribe(() => {
        if (status.getSnapshot().status === 'upgrade-required') this.#reloadOnce();
      }),
    ];
    const connect = () => {
      if (!isStopped) stopConnection = connection.start();
    };
    if (this.#userId === null) this.#ensureLogin(0, connect);
    else connect();
    return () => {
      isStopped = true;
      this.#stopTimer();
      stopConnection?.();
      for (const stop of stops) stop();
    };
  }

  async signInAsGuest(): Promise<void> {
    await this.changeLogin(() => this.#parts.login.signInAsGuest().then(() => true), { keepOutbox: false });
  }

  async changeLogin(
    change: () => Promise<boolean>,
    { keepOutbox }: { keepOutbox: boolean },
  ): Promise<boolean> {
    const { texts, connection } = this.#parts;
    texts.set(MOVING_KEY, keepOutbox ? this.#userId : null);
    this.#isChanging = true;
    let hasChanged = false;
    try {
      hasChanged = await change();
    } finally {
      if (!hasChanged) {
        texts.set(MOVING_KEY, null);
        this.#isChanging = false;
      }
    }
    if (hasChanged) connection.reconnect();
    return hasChanged;
  }

  #ensureLogin(failures: number, connect: () => void): void {
    const { login, clock, random, status } = this.#parts;
    login.ensure().then(connect, () => {
      status.down('connecting');
      this.#stopTimer = clock.after(backoffMs(failures, random), () =>
        this.#ensureLogin(failures + 1, connect),
      );
    });
  }

  #greeted(userId: string): void {
    const { texts, outbox } = this.#parts;
    const movingFrom = texts.get(MOVING_KEY);
    if (movingFrom !== null && movingFrom !== userId) {
      texts.set(MOVING_KEY, null);
      void outbox.move(movingFrom, userId);
    }
    const isExpected = this.#userId === null || this.#userId === userId || this.#isChanging;
    this.#userId = userId;
    this.#isChanging = false;
    // Another tab has signed in or out: what this page shows may be somebody else's.
    if (!isExpected) this.#reloadOnce();
  }

  #reloadOnce(): void {
    const { texts, drafts, clock, reload } = this.#parts;
    drafts.flush();
    if (clock.now() - Number(texts.get(RELOADED_KEY) ?? -Infinity) < RELOAD_PAUSE_MS) return;
    texts.set(RELOADED_KEY, String(clock.now()));
    reload();
  }
}
