import type { Clock } from '#lib/base/clock.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { Database } from '#lib/db/client.ts';
import { isSandboxDatabase, selectDroppable } from '#lib/db/sandbox-rows.ts';
import { dropSandboxDatabase } from './provision.ts';
import type { SandboxLimits } from './sandbox-limits.ts';
import { toDatabasePrefix, toSandboxLogin } from './sandbox-login.ts';
import type { ServerAdmin } from './server-admin.ts';

const MAX_SWEEP_MS = 60_000;
/** Few at a time: each drop costs the server a checkpoint. */
const SWEEP_SIZE = 20;

/** Removes the sandboxes that nobody needs, on whichever node it looks first. */
export class SandboxJanitor {
  readonly #admin: ServerAdmin;
  readonly #secret: string;
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #logger: Pick<Logger, 'warn'>;
  readonly #limits: SandboxLimits;
  readonly #dropLocked: (sandboxId: string) => Promise<void>;
  readonly #onSweep: () => void;
  #cancelSweep: (() => void) | undefined;
  #stopped = false;

  constructor(dependencies: {
    admin: ServerAdmin;
    secret: string;
    db: Database;
    clock: Clock;
    logger: Pick<Logger, 'warn'>;
    limits: SandboxLimits;
    /** Called with the lock of the sandbox held. */
    dropLocked: (sandboxId: string) => Promise<void>;
    onSweep: () => void;
  }) {
    this.#admin = dependencies.admin;
    this.#secret = dependencies.secret;
    this.#db = dependencies.db;
    this.#clock = dependencies.clock;
    this.#logger = dependencies.logger;
    this.#limits = dependencies.limits;
    this.#dropLocked = dependencies.dropLocked;
    this.#onSweep = dependencies.onSweep;
  }

  start(): void {
    if (this.#stopped) return;
    const sweepMs = Math.min(MAX_SWEEP_MS, this.#limits.idleMs.session);
    this.#cancelSweep = this.#clock.after(sweepMs, () => {
      this.sweep()
        .catch((error: unknown) => this.#logger.warn({ error }, 'cannot look for idle sandboxes'))
        .finally(() => this.start());
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelSweep?.();
  }

  /** Drops what lay idle for too long, and what belongs to sessions that are gone. Answers with how many. */
  async sweep(): Promise<number> {
    this.#onSweep();
    let dropped = 0;
    for (const id of await selectDroppable(this.#db, this.#limits.idleMs, SWEEP_SIZE)) {
      try {
        if (await this.#dropIfDroppable(id)) dropped += 1;
      } catch (error) {
        this.#logger.warn({ error, sandboxId: id }, 'cannot drop a sandbox');
      }
    }
    return dropped;
  }

  /** Removes databases and logins of ours without a row: a process died while it made or dropped them. */
  async reconcile(): Promise<void> {
    const found = await this.#admin.query<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)
       UNION SELECT regexp_replace(rolname, '_api$', '') FROM pg_roles WHERE starts_with(rolname, $1)`,
      [toDatabasePrefix(this.#secret)],
    );
    for (const { name } of found) {
      await this.#admin.withLock(name, async () => {
        if (!(await isSandboxDatabase(this.#db, name))) await dropSandboxDatabase(this.#admin, name);
      });
    }
  }

  #dropIfDroppable(id: string): Promise<boolean> {
    return this.#admin.withLock(toSandboxLogin(this.#secret, id).database, async () => {
      // It may have been used while this waited for the lock.
      const [still] = await selectDroppable(this.#db, this.#limits.idleMs, 1, id);
      if (still === undefined) return false;
      await this.#dropLocked(id);
      return true;
    });
  }
}
