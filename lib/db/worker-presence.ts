import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { sleep, type Clock } from '#lib/base/clock.ts';

const RECONNECT_MS = 500;

/**
 * The advisory lock by which others see that this worker lives: held on a connection of its own, so Postgres frees it
 * the moment the process dies. [R3]
 */
export class WorkerPresence {
  /** A positive 63-bit number, as text: JavaScript's numbers can't hold it. */
  readonly lock = (randomBytes(8).readBigUInt64BE() >> 1n).toString();
  readonly #connect: () => pg.Client;
  readonly #clock: Clock;
  readonly #onError: (error: unknown) => void;
  #client: pg.Client | undefined;
  #stopped = false;

  constructor(dependencies: {
    /** A connection that is not connected yet. */
    connect: () => pg.Client;
    clock: Clock;
    onError: (error: unknown) => void;
  }) {
    this.#connect = dependencies.connect;
    this.#clock = dependencies.clock;
    this.#onError = dependencies.onError;
  }

  get isHeld(): boolean {
    return this.#client !== undefined;
  }

  /** Resolves when the lock is held; taken again for ever when the connection is lost. */
  async start(): Promise<void> {
    while (!this.#stopped) {
      const client = this.#connect();
      client.on('error', this.#onError);
      try {
        await client.connect();
        await client.query('SELECT pg_advisory_lock($1::int8)', [this.lock]);
        client.once('end', () => {
          this.#client = undefined;
          void this.start();
        });
        this.#client = client;
        return;
      } catch (error) {
        this.#onError(error);
        client.end().catch(() => undefined);
        await sleep(this.#clock, RECONNECT_MS);
      }
    }
  }

  /** Others may claim what this worker still holds. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end();
  }
}
