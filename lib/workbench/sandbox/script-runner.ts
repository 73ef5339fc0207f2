import type { Clock } from '#lib/base/clock.ts';
import { toAppliedAt } from './applied-at.ts';
import { watchRows } from './row-counters.ts';
import { RowCollector } from './row-collector.ts';
import type { SandboxConnections, SandboxTransaction } from './sandbox-connections.ts';
import type { SandboxLimits } from './sandbox-limits.ts';
import { splitStatements } from './split-statements.ts';
import { SqlFailure } from './sql-failure.ts';
import { toSqlError } from './to-sql-error.ts';
import type { Migration, MigrationResult, RowChange, SqlResult } from './sql-result.ts';
import type { StatementRunner } from './statement-runner.ts';

const WRITE = { begin: 'BEGIN', finish: 'COMMIT' };

/** Runs scripts of many statements in one transaction, each of them over the protocol that takes one. */
export class ScriptRunner {
  readonly #clock: Clock;
  readonly #limits: SandboxLimits;
  readonly #statements: StatementRunner;

  constructor(dependencies: { clock: Clock; limits: SandboxLimits; statements: StatementRunner }) {
    this.#clock = dependencies.clock;
    this.#limits = dependencies.limits;
    this.#statements = dependencies.statements;
  }

  async migrate(connections: SandboxConnections, name: string, sql: string): Promise<MigrationResult> {
    const startedAt = this.#clock.now();
    try {
      if (!/^[\w -]{1,100}$/.test(name))
        throw new SqlFailure({
          sqlstate: '22023',
          message: 'a migration needs a name of letters, digits, _ and -',
        });
      const result = await this.#transact(connections, sql, async (tx, run) => {
        await requireFreeName(tx, name);
        const statements = await run();
        return record(tx, name, statements);
      });
      return {
        status: 'ok',
        migration: result.value,
        rowChanges: result.rowChanges,
        notices: result.notices,
        durationMs: this.#clock.now() - startedAt,
      };
    } catch (error) {
      if (!(error instanceof SqlFailure)) throw error;
      return {
        status: 'error',
        error: error.sqlError,
        ...(error.statement === undefined ? {} : { statement: error.statement }),
        notices: error.notices,
        durationMs: this.#clock.now() - startedAt,
      };
    }
  }

  /** Records nothing. */
  async seed(connections: SandboxConnections, sql: string): Promise<SqlResult> {
    const startedAt = this.#clock.now();
    try {
      const { rowChanges, notices } = await this.#transact(connections, sql, (_tx, run) => run());
      return {
        status: 'ok',
        command: undefined,
        columns: [],
        rows: [],
        rowCount: undefined,
        truncated: { rows: false, values: false },
        notices,
        rowChanges,
        durationMs: this.#clock.now() - startedAt,
      };
    } catch (error) {
      if (!(error instanceof SqlFailure)) throw error;
      const durationMs = this.#clock.now() - startedAt;
      return { status: 'error', error: error.sqlError, notices: error.notices, durationMs };
    }
  }

  async #transact<T>(
    connections: SandboxConnections,
    sql: string,
    work: (tx: SandboxTransaction, run: () => Promise<string[]>) => Promise<T>,
  ): Promise<{ value: T; rowChanges: RowChange[]; notices: readonly string[] }> {
    this.#statements.requireLength(sql);
    const statements = splitStatements(sql);
    if (statements.length === 0)
      throw new SqlFailure({ sqlstate: '42601', message: 'there is no statement' });
    // Before the first one runs: what ends the transaction would keep those before it.
    for (const [index, statement] of statements.entries()) {
      this.#at(index, () => this.#statements.requireStatement(statement, 'migration'));
    }
    return connections.transact({ ...WRITE, killAfterMs: this.#limits.killScriptAfterMs }, async (tx) => {
      const readChanges = await watchRows(tx);
      const value = await work(tx, async () => {
        for (const [index, statement] of statements.entries()) await this.#runOne(tx, statement, index);
        return statements;
      });
      const rowChanges = await readChanges();
      await this.#statements.requireRoom();
      return { value, rowChanges, notices: tx.notices };
    });
  }

  async #runOne(tx: SandboxTransaction, statement: string, index: number): Promise<void> {
    const collector = new RowCollector({ ...this.#limits, maxRows: 0 });
    try {
      await tx.run(statement, { maxRows: 0, onRow: (row, fields) => collector.add(row, fields) });
    } catch (error) {
      throw toStatementFailure(error, index);
    }
  }

  #at(index: number, work: () => void): void {
    try {
      work();
    } catch (error) {
      throw toStatementFailure(error, index);
    }
  }
}

function toStatementFailure(error: unknown, index: number): unknown {
  if (error instanceof SqlFailure) return new SqlFailure(error.sqlError, index + 1);
  const sqlError = toSqlError(error);
  // A connection that was closed from outside is nothing that the statement did.
  return sqlError && !sqlError.sqlstate.startsWith('57P') ? new SqlFailure(sqlError, index + 1) : error;
}

async function requireFreeName(tx: SandboxTransaction, name: string): Promise<void> {
  await tx.query('LOCK TABLE workbench.migrations IN SHARE ROW EXCLUSIVE MODE');
  const taken = await tx.query('SELECT 1 FROM workbench.migrations WHERE name = $1', [name]);
  if (taken.length > 0)
    throw new SqlFailure({ sqlstate: '23505', message: `there is a migration named "${name}" already` });
}

/** Numbered, not dated: a sandbox that is rebuilt has the same versions again. */
async function record(
  tx: SandboxTransaction,
  name: string,
  statements: readonly string[],
): Promise<Migration> {
  const [row] = await tx.query<{ version: string; appliedAt: unknown }>(
    `INSERT INTO workbench.migrations (version, name, statements)
     SELECT pg_catalog.lpad((pg_catalog.count(*) OPERATOR(pg_catalog.+) 1)::pg_catalog.text, 4, '0'), $1, $2
     FROM workbench.migrations RETURNING version::pg_catalog.text, applied_at AS "appliedAt"`,
    [name, statements],
  );
  if (!row) throw new SqlFailure({ sqlstate: '55000', message: 'the table of migrations takes no rows' });
  return { version: row.version, name, statements, appliedAt: toAppliedAt(row.appliedAt) };
}
