import type { Clock } from '#lib/base/clock.ts';
import type { Logins } from '#lib/auth/logins.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { WakeUps } from '#lib/session/wake-ups.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';

/**
 * Closes the sockets of logins that hold no more: at once when a wake-up tells of one, and by a look at all of them
 * every so often, for what no wake-up told. [P2]
 */
export class LoginWatch {
  readonly #logins: Pick<Logins, 'findLive'>;
  readonly #connections: Connections;
  readonly #wakeUps: WakeUps;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #everyMs: number;
  #stops: (() => void)[] = [];

  constructor(dependencies: {
    logins: Pick<Logins, 'findLive'>;
    connections: Connections;
    wakeUps: WakeUps;
    clock: Clock;
    logger: Logger;
    everyMs: number;
  }) {
    this.#logins = dependencies.logins;
    this.#connections = dependencies.connections;
    this.#wakeUps = dependencies.wakeUps;
    this.#clock = dependencies.clock;
    this.#logger = dependencies.logger;
    this.#everyMs = dependencies.everyMs;
  }

  start(): void {
    const onLogin = (userId: string): void => void this.#check(this.#connections.ofUser(userId));
    this.#stops = [this.#wakeUps.subscribe('login', onLogin)];
    this.#schedule();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  #schedule(): void {
    const cancel = this.#clock.after(this.#everyMs, () => {
      void this.#check(this.#connections.all());
      this.#stops.pop();
      this.#schedule();
    });
    this.#stops.push(cancel);
  }

  /** A database that does not answer is no reason to close: every command asks it anyway. */
  async #check(connections: readonly Connection[]): Promise<void> {
    if (connections.length === 0) return;
    try {
      const live = await this.#logins.findLive(connections.map(({ login }) => login.loginId));
      for (const connection of connections) {
        if (!live.has(connection.login.loginId)) connection.close('unauthorized');
      }
    } catch (error) {
      this.#logger.warn({ error }, 'cannot check logins: trying again later');
    }
  }
}
