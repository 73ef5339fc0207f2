import type { Clock } from '#lib/base/clock.ts';
import { diffDescriptions } from './changes.ts';
import { describeDatabase } from './describe.ts';
import type { JsonClaim, Sandbox } from './sandbox.ts';
import { SandboxGone, type SandboxConnections } from './sandbox-connections.ts';
import type { Change, SandboxDescription } from './sandbox-description.ts';
import type { SandboxLimits } from './sandbox-limits.ts';
import type { ScriptRunner } from './script-runner.ts';
import type { Migration, MigrationResult, RowChange, SqlMode, SqlResult } from './sql-result.ts';
import type { StatementRunner } from './statement-runner.ts';
import { runVisitorSteps, toVisitorSettings, type VisitorStep } from './visitor-steps.ts';

// The first query of a transaction fixes it as READ ONLY: after it Postgres refuses to make it READ WRITE.
const READ = { begin: 'BEGIN READ ONLY; SELECT', finish: 'ROLLBACK', mode: 'read' } as const;
const WRITE = { begin: 'BEGIN', finish: 'COMMIT', mode: 'write' } as const;

/** One sandbox, as this node sees it. */
export class PostgresSandbox implements Sandbox {
  readonly id: string;
  readonly database: string;
  fault: string | undefined;
  readonly #connections: SandboxConnections;
  readonly #visitors: SandboxConnections;
  readonly #statements: StatementRunner;
  readonly #scripts: ScriptRunner;
  readonly #describing: Parameters<typeof describeDatabase>[0];
  readonly #onUse: () => void;
  readonly #restore: () => Promise<void>;

  constructor(dependencies: {
    id: string;
    database: string;
    fault: string | undefined;
    connections: SandboxConnections;
    visitors: SandboxConnections;
    statements: StatementRunner;
    scripts: ScriptRunner;
    clock: Clock;
    limits: SandboxLimits;
    /** Called before each use, so that what is in use is not dropped. */
    onUse: () => void;
    /** Makes the database again when it was dropped meanwhile. */
    restore: () => Promise<void>;
  }) {
    this.id = dependencies.id;
    this.database = dependencies.database;
    this.fault = dependencies.fault;
    this.#connections = dependencies.connections;
    this.#visitors = dependencies.visitors;
    this.#statements = dependencies.statements;
    this.#scripts = dependencies.scripts;
    this.#describing = dependencies;
    this.#onUse = dependencies.onUse;
    this.#restore = dependencies.restore;
  }

  run(sql: string, { mode }: { mode: SqlMode }): Promise<SqlResult> {
    return this.#use(() => this.#statements.run(this.#connections, sql, mode === 'read' ? READ : WRITE));
  }

  applyMigration(name: string, sql: string): Promise<MigrationResult> {
    return this.#use(() => this.#scripts.migrate(this.#connections, name, sql));
  }

  async listMigrations(): Promise<readonly Migration[]> {
    return (await this.describe()).migrations;
  }

  describe({ rows = false }: { rows?: boolean } = {}): Promise<SandboxDescription> {
    return this.#use(async () => {
      const description = await describeDatabase(this.#describing, rows);
      return this.fault === undefined ? description : { ...description, fault: this.fault };
    });
  }

  changes(
    before: SandboxDescription,
    after: SandboxDescription,
    touched: readonly RowChange[] = [],
  ): Change[] {
    return diffDescriptions(before, after, touched);
  }

  seed(sql: string): Promise<SqlResult> {
    return this.#use(() => this.#scripts.seed(this.#connections, sql));
  }

  asUser(claims: Readonly<Record<string, JsonClaim>> | undefined, sql: string): Promise<SqlResult> {
    const begin = ['BEGIN', ...toVisitorSettings(claims)].join('; ');
    return this.#use(() =>
      this.#statements.run(this.#visitors, sql, { begin, finish: 'ROLLBACK', mode: 'write' }),
    );
  }

  asUsers(steps: readonly VisitorStep[]): Promise<SqlResult[]> {
    return this.#use(() => runVisitorSteps({ ...this.#describing, connections: this.#visitors }, steps));
  }

  async close(): Promise<void> {
    await Promise.all([this.#connections.end(), this.#visitors.end()]);
  }

  /** Nothing has run when a sandbox is found gone, so the call may come again. */
  async #use<T>(work: () => Promise<T>): Promise<T> {
    this.#onUse();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SandboxGone)) throw error;
      await this.#restore();
      return work();
    }
  }
}
