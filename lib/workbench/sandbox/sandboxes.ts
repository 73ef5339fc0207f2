import type { Clock } from '#lib/base/clock.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { Database } from '#lib/db/client.ts';
import * as rows from '#lib/db/sandbox-rows.ts';
import { ConnectionBudget } from './connection-budget.ts';
import { closeDatabases } from './close-databases.ts';
import { connectSandbox } from './connect-sandbox.ts';
import type { PostgresSandbox } from './postgres-sandbox.ts';
import { createSandboxDatabase, dropSandboxDatabase, repairLogin } from './provision.ts';
import { replayJournal } from './replay-journal.ts';
import type { RebuildEntry, Sandbox, SandboxKind, SandboxSource } from './sandbox.ts';
import { SandboxJanitor } from './sandbox-janitor.ts';
import type { SandboxLimits } from './sandbox-limits.ts';
import { toSandboxLogin } from './sandbox-login.ts';
import { dropOtherTemplates, ensureTemplate, type SandboxTemplate } from './sandbox-template.ts';
import { ServerAdmin } from './server-admin.ts';
import { StuckStatements } from './stuck-statements.ts';

const MAX_TOUCH_MS = 30_000;

interface Dependencies {
  /** A superuser of the server for sandboxes. */
  readonly adminUrl: string;
  /** Whether nobody else has databases on that server: then all of them are closed to sandboxes. */
  readonly exclusive: boolean;
  /** The name of the app's own database. */
  readonly appDatabase: string;
  readonly secret: string;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
  readonly limits: SandboxLimits;
  readonly db: Database;
  /** What a session's sandbox began with, and its successful writes, in order. */
  readonly readJournal: (sandboxId: string) => Promise<readonly RebuildEntry[]>;
}

/** The sandboxes of this installation: made when asked for, dropped when idle, made again from their journal. */
export class Sandboxes implements SandboxSource {
  readonly #dependencies: Dependencies;
  readonly #admin: ServerAdmin;
  readonly #budget: ConnectionBudget;
  readonly #stuck: StuckStatements;
  readonly #janitor: SandboxJanitor;
  readonly #open = new Map<string, Promise<PostgresSandbox>>();
  readonly #touched = new Map<string, number>();
  #template: Promise<SandboxTemplate> | undefined;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#admin = new ServerAdmin({
      url: dependencies.adminUrl,
      clock: dependencies.clock,
      logger: dependencies.logger,
    });
    this.#stuck = new StuckStatements(this.#admin);
    this.#budget = new ConnectionBudget({
      clock: dependencies.clock,
      max: dependencies.limits.nodeConnections,
    });
    this.#janitor = new SandboxJanitor({
      ...dependencies,
      admin: this.#admin,
      dropLocked: (sandboxId) => this.#dropLocked(sandboxId),
      onSweep: () => this.#forgetUnused(),
    });
  }

  /** Makes the server ready, so that the first sandbox is quick. Never throws: without it, opening tries again. */
  async start(): Promise<void> {
    const { logger } = this.#dependencies;
    try {
      const template = await this.#requireTemplate();
      await dropOtherTemplates(this.#admin, template);
      await this.#janitor.reconcile();
    } catch (error) {
      logger.warn({ error }, 'the server of the Workbench is not ready: it needs a superuser');
    }
    this.#janitor.start();
  }

  async stop(): Promise<void> {
    this.#janitor.stop();
    const open = await Promise.allSettled(this.#open.values());
    this.#open.clear();
    await Promise.all(
      open.map((result) => (result.status === 'fulfilled' ? result.value.close() : undefined)),
    );
    await this.#admin.stop();
  }

  open(sandboxId: string, kind: SandboxKind): Promise<Sandbox> {
    const known = this.#open.get(sandboxId);
    if (known) return known;
    const opening = this.#connect(sandboxId, kind);
    this.#open.set(sandboxId, opening);
    opening.catch(() => this.#forget(sandboxId, opening));
    return opening;
  }

  /** Whoever uses it at this moment is cut off. */
  async drop(sandboxId: string): Promise<void> {
    const { database } = this.#toLogin(sandboxId);
    await this.#admin.withLock(database, () => this.#dropLocked(sandboxId));
  }

  /** Drops what lay idle for too long, and what belongs to sessions that are gone. Answers with how many. */
  sweep(): Promise<number> {
    return this.#janitor.sweep();
  }

  async #connect(sandboxId: string, kind: SandboxKind): Promise<PostgresSandbox> {
    const { secret, clock, logger, limits } = this.#dependencies;
    const sandbox = connectSandbox({
      id: sandboxId,
      admin: this.#admin,
      budget: this.#budget,
      stuck: this.#stuck,
      secret,
      clock,
      logger,
      limits,
      onUse: () => this.#touch(sandboxId),
      restore: () => this.#ensure(sandbox, kind),
    });
    try {
      await this.#ensure(sandbox, kind);
      return sandbox;
    } catch (error) {
      await sandbox.close();
      throw error;
    }
  }

  /** One node at a time finds the database there, or makes it. */
  async #ensure(sandbox: PostgresSandbox, kind: SandboxKind): Promise<void> {
    const { db, limits } = this.#dependencies;
    const login = this.#toLogin(sandbox.id);
    // Before the lock, because it takes one itself.
    await this.#requireTemplate();
    await this.#admin.withLock(login.database, async () => {
      const row = await rows.findSandbox(db, sandbox.id);
      if (row && (await repairLogin(this.#admin, login, limits))) {
        sandbox.fault = row.fault ?? undefined;
        return rows.touchSandbox(db, sandbox.id);
      }
      // The secret was another one when it was made: under its old name nobody would find it again.
      if (row && row.database !== login.database) await dropSandboxDatabase(this.#admin, row.database);
      const template = await this.#create(login);
      sandbox.fault = undefined;
      if (kind === 'session') sandbox.fault = await this.#rebuild(sandbox);
      // Last, so that a row means a sandbox that is whole.
      await rows.saveSandbox(db, {
        id: sandbox.id,
        database: login.database,
        kind,
        template: template.fingerprint,
        fault: sandbox.fault ?? null,
      });
    });
  }

  async #create(login: ReturnType<typeof toSandboxLogin>): Promise<SandboxTemplate> {
    const { limits } = this.#dependencies;
    const template = await this.#requireTemplate();
    try {
      await createSandboxDatabase(this.#admin, login, template, limits);
      return template;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === '3D000')) throw error;
      // Another version of the app has removed the template as one that nobody needs.
      this.#template = undefined;
      const again = await this.#requireTemplate();
      await createSandboxDatabase(this.#admin, login, again, limits);
      return again;
    }
  }

  async #rebuild(sandbox: PostgresSandbox): Promise<string | undefined> {
    const { readJournal, logger } = this.#dependencies;
    const fault = await replayJournal(sandbox, await readJournal(sandbox.id));
    if (fault !== undefined)
      logger.error({ sandboxId: sandbox.id, fault }, 'a sandbox was rebuilt only in part');
    return fault;
  }

  #requireTemplate(): Promise<SandboxTemplate> {
    this.#template ??= this.#prepareServer();
    this.#template.catch(() => (this.#template = undefined));
    return this.#template;
  }

  async #prepareServer(): Promise<SandboxTemplate> {
    const { appDatabase, exclusive, logger } = this.#dependencies;
    const template = await ensureTemplate(this.#admin);
    const open = await closeDatabases(this.#admin, { appDatabase, exclusive });
    if (open.length > 0)
      logger.warn(
        { databases: open },
        'databases beside the Workbench let every login of the server connect',
      );
    return template;
  }

  async #dropLocked(sandboxId: string): Promise<void> {
    // Its connections end with the database. Whoever still holds it has it made again by the next call.
    this.#open.delete(sandboxId);
    this.#touched.delete(sandboxId);
    // Under the name it was made with: the secret may be another by now.
    const row = await rows.findSandbox(this.#dependencies.db, sandboxId);
    await dropSandboxDatabase(this.#admin, row?.database ?? this.#toLogin(sandboxId).database);
    await rows.deleteSandbox(this.#dependencies.db, sandboxId);
  }

  #forget(sandboxId: string, opening: Promise<PostgresSandbox>): void {
    if (this.#open.get(sandboxId) !== opening) return;
    this.#open.delete(sandboxId);
    this.#touched.delete(sandboxId);
  }

  /** Their connections have closed by themselves long ago. */
  #forgetUnused(): void {
    const { clock, limits } = this.#dependencies;
    for (const [sandboxId, at] of this.#touched) {
      if (clock.now() - at < limits.idleMs.session) continue;
      this.#open.delete(sandboxId);
      this.#touched.delete(sandboxId);
    }
  }

  #touch(sandboxId: string): void {
    const { clock, db, logger, limits } = this.#dependencies;
    const now = clock.now();
    // Well before it would count as idle.
    const touchMs = Math.min(MAX_TOUCH_MS, limits.idleMs.session / 4);
    if (now - (this.#touched.get(sandboxId) ?? -Infinity) < touchMs) return;
    this.#touched.set(sandboxId, now);
    rows.touchSandbox(db, sandboxId).catch((error: unknown) => logger.warn({ error }, 'cannot note a use'));
  }

  #toLogin(sandboxId: string): ReturnType<typeof toSandboxLogin> {
    return toSandboxLogin(this.#dependencies.secret, sandboxId);
  }
}
