import type { Clock } from '#lib/base/clock.ts';
import type { Database } from '#lib/db/client.ts';
import { deleteOldCommands } from '#lib/db/command-rows.ts';
import {
  compactSession,
  purgeSession,
  selectCompactable,
  selectPurgeable,
} from '#lib/db/housekeeping-rows.ts';
import { RESTORE_WINDOW_MS } from '#lib/protocol/limits.ts';

const BATCH = 100;
/** Longer than any outbox waits: until then a repeated command gets its first answer. [L5] */
const COMMAND_RETENTION_MS = 30 * 24 * 60 * 60 * 1_000;

/**
 * What a worker does in quiet moments: forgets deleted sessions, chunk rows that messages stand for, and old
 * commands. Every step is safe to repeat and to run on several nodes at once.
 */
export class Housekeeping {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #compactionGraceMs: number;
  readonly #onError: (error: unknown) => void;
  #cancel: (() => void) | undefined;

  constructor(dependencies: {
    db: Database;
    clock: Clock;
    intervalMs: number;
    compactionGraceMs: number;
    onError: (error: unknown) => void;
  }) {
    this.#db = dependencies.db;
    this.#clock = dependencies.clock;
    this.#intervalMs = dependencies.intervalMs;
    this.#compactionGraceMs = dependencies.compactionGraceMs;
    this.#onError = dependencies.onError;
  }

  start(): void {
    this.#cancel = this.#clock.after(this.#intervalMs, () => void this.#tick());
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  async #tick(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      this.#onError(error);
    }
    if (this.#cancel) this.start();
  }

  async run(): Promise<void> {
    for (const sessionId of await selectPurgeable(this.#db, RESTORE_WINDOW_MS, BATCH)) {
      await purgeSession(this.#db, sessionId);
    }
    for (const sessionId of await selectCompactable(this.#db, this.#compactionGraceMs, BATCH)) {
      await compactSession(this.#db, sessionId, this.#compactionGraceMs);
    }
    await deleteOldCommands(this.#db, COMMAND_RETENTION_MS);
  }
}
