import { sleep, type Clock } from '#lib/base/clock.ts';
import type { Logger } from '#lib/config/logger.ts';
import { isPassingFault } from '#lib/db/database-fault.ts';
import { BoundedStatement, type StatementEnd, type StatementField } from '#lib/db/bounded-statement.ts';
import { createMeteredPool, type MeteredPool } from '#lib/db/metered-pool.ts';
import type { ConnectionBudget } from './connection-budget.ts';
import type { SandboxLimits } from './sandbox-limits.ts';
import type { ServerAdmin } from './server-admin.ts';
import { SqlFailure } from './sql-failure.ts';
import type { StuckStatements } from './stuck-statements.ts';
import { toSqlError } from './to-sql-error.ts';

/** The database or its login is not there any more: it was idle and was dropped. */
export class SandboxGone extends Error {}

type Lent = Awaited<ReturnType<MeteredPool['connect']>>;

export interface SandboxTransaction {
  /** Of a caller nobody trusts. Throws SqlFailure, unless the bytes ran out: then `failed` and what was read. */
  run(
    text: string,
    options: {
      maxRows: number;
      onRow: (row: readonly (string | null)[], fields: readonly StatementField[]) => void;
    },
  ): Promise<{ end: StatementEnd; fields: readonly StatementField[] }>;
  /** Of ours. Everything in it is named with its schema: the caller may have changed the search path. */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  readonly notices: string[];
}

const ATTEMPTS = 4;
const MAX_NOTICES = 20;
const KILL_GRACE_MS = 1_000;
/** What asks for another look at the login: a wrong password, a lost right to connect, too many connections. */
const retriedStates = new Set(['28P01', '28000', '42501', '53300', '3D000']);

/** The connections of one login to its sandbox, and the transactions on them. */
export class SandboxConnections {
  readonly #pool: MeteredPool;
  readonly #admin: ServerAdmin;
  readonly #budget: ConnectionBudget;
  readonly #stuck: StuckStatements;
  readonly #clock: Clock;
  readonly #limits: SandboxLimits;
  readonly #database: string;
  readonly #prepareLogin: () => Promise<boolean>;

  constructor(dependencies: {
    admin: ServerAdmin;
    budget: ConnectionBudget;
    stuck: StuckStatements;
    clock: Clock;
    logger: Pick<Logger, 'debug'>;
    limits: SandboxLimits;
    database: string;
    user: string;
    password: string;
    /** Puts the login in order before it is used; false when it is gone. */
    prepareLogin: () => Promise<boolean>;
  }) {
    const { admin, budget, stuck, clock, logger, limits, database, user, password } = dependencies;
    this.#admin = admin;
    this.#budget = budget;
    this.#stuck = stuck;
    this.#clock = clock;
    this.#limits = limits;
    this.#database = database;
    this.#prepareLogin = dependencies.prepareLogin;
    this.#pool = createMeteredPool({
      url: admin.url,
      user,
      password,
      database,
      connections: limits.connections,
      settings: toSettings(limits),
      onOpen: () => budget.onOpen(),
      onClose: () => budget.onClose(),
      onError: (error) => logger.debug({ error, database }, 'an idle connection to a sandbox was closed'),
    });
  }

  /**
   * Runs `work` within `begin` and `finish`, and leaves the connection as it was opened. Throws SqlFailure for
   * whatever is wrong with the SQL or too much, SandboxGone, and faults.
   */
  async transact<T>(
    {
      begin,
      finish,
      killAfterMs = this.#limits.killAfterMs,
    }: { begin: string; finish: string; killAfterMs?: number },
    work: (tx: SandboxTransaction) => Promise<T>,
  ): Promise<T> {
    await this.#stuck.requireRoom(this.#database);
    const leave = await this.#budget.enter();
    const lent = await this.#lend(begin).catch((error: unknown) => {
      leave();
      throw error;
    });
    const state = { killed: false, broken: true };
    const notices: string[] = [];
    const onNotice = ({ message }: { message?: string | undefined }): void => {
      if (notices.length < MAX_NOTICES) notices.push((message ?? '').slice(0, 500));
    };
    lent.client.on('notice', onNotice);
    lent.meter.allow(this.#limits.wireBytes);
    const unwatch = this.#clock.after(killAfterMs, () => {
      state.killed = true;
      void this.#kill(lent);
    });
    try {
      const value = await work(this.#toTransaction(lent, notices));
      if (!lent.meter.exceeded) {
        await lent.client.query(finish);
        state.broken = !(await this.#reset(lent));
      }
      return value;
    } catch (error) {
      const failure = this.#toFailure(error, lent, state.killed);
      if (failure instanceof SqlFailure) failure.notices = notices;
      if (!state.killed && !lent.meter.exceeded) state.broken = !(await this.#reset(lent, 'ROLLBACK'));
      throw failure;
    } finally {
      unwatch();
      lent.client.off('notice', onNotice);
      lent.client.release(state.broken || state.killed);
      leave();
      this.#budget.keep(this.#pool);
    }
  }

  end(): Promise<void> {
    this.#budget.forget(this.#pool);
    return this.#pool.end();
  }

  async #lend(begin: string): Promise<Lent> {
    for (let attempt = 1; ; attempt += 1) {
      let lent: Lent | undefined;
      try {
        if (!this.#pool.hasIdle && !(await this.#prepareLogin())) throw new SandboxGone(this.#database);
        lent = await this.#pool.connect();
        // One that lay idle may have gone dead without a word.
        const unwatch = this.#clock.after(this.#limits.killAfterMs, lent.close);
        await lent.client.query(begin).finally(unwatch);
        return lent;
      } catch (error) {
        lent?.client.release(true);
        const state = toSqlError(error)?.sqlstate ?? '';
        const mayPass = isPassingFault(error) || retriedStates.has(state);
        if (attempt === ATTEMPTS || !mayPass) throw error;
        await sleep(this.#clock, 50 * attempt);
      }
    }
  }

  #toTransaction({ client, meter }: Lent, notices: string[]): SandboxTransaction {
    return {
      notices,
      async run(text, { maxRows, onRow }) {
        const statement: BoundedStatement = new BoundedStatement({
          text,
          maxRows,
          onRow: (row) => onRow(row, statement.fields),
        });
        client.query(statement);
        const end = await statement.ended;
        if (end.status === 'empty')
          throw new SqlFailure({ sqlstate: '42601', message: 'there is no statement' });
        if (end.status === 'failed') {
          if (!meter.exceeded) throw end.error;
        } else if (client.getTransactionStatus() !== 'T')
          throw new SqlFailure({ sqlstate: '0A000', message: 'a statement can not end its transaction' });
        return { end, fields: statement.fields };
      },
      async query<Row extends object>(sql: string, values: readonly unknown[] = []) {
        const { rows } = await client.query<Row>(sql, [...values]);
        return rows;
      },
    };
  }

  #toFailure(error: unknown, lent: Lent, killed: boolean): unknown {
    if (error instanceof SqlFailure) return error;
    if (lent.meter.exceeded)
      return new SqlFailure({
        sqlstate: '54000',
        message: `the result is larger than ${Math.round(this.#limits.wireBytes / 1e6)} MB`,
        hint: 'Select fewer rows, or less of each value.',
      });
    if (killed)
      return new SqlFailure({ sqlstate: '57014', message: 'the statement ran for too long and was ended' });
    const sqlError = toSqlError(error);
    return sqlError ? new SqlFailure(sqlError) : error;
  }

  /** False when the connection is of no more use. */
  async #reset({ client }: Lent, ...first: readonly string[]): Promise<boolean> {
    try {
      for (const statement of [...first, 'DISCARD ALL']) await client.query(statement);
      return true;
    } catch {
      return false;
    }
  }

  async #kill({ processId, close }: Lent): Promise<void> {
    // Best effort: the socket is closed in any case, and Postgres ends what it can't send to.
    await Promise.race([
      this.#admin.terminate(processId, this.#database).catch(() => undefined),
      sleep(this.#clock, KILL_GRACE_MS),
    ]);
    await sleep(this.#clock, KILL_GRACE_MS);
    this.#stuck.note({ processId, database: this.#database });
    close();
  }
}

/** Asked for by each connection, so that they outrank what a login has set for itself. */
function toSettings({ statementTimeoutMs }: SandboxLimits): Record<string, string | number> {
  return {
    statement_timeout: statementTimeoutMs,
    lock_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 5_000,
    search_path: 'public,extensions',
    default_transaction_isolation: 'read committed',
    default_transaction_read_only: 'off',
    max_parallel_workers_per_gather: 0,
    client_min_messages: 'notice',
    timezone: 'UTC',
    datestyle: 'ISO',
    intervalstyle: 'postgres',
    bytea_output: 'hex',
    extra_float_digits: 1,
    row_security: 'on',
    jit: 'off',
  };
}
