import type pg from 'pg';
import { sleep, type Clock } from '#lib/base/clock.ts';
import type { Logger } from '#lib/config/logger.ts';
import { createPool } from '#lib/db/client.ts';

/** Another call changed the same role or database at the same moment, or somebody is still connected to it. */
const passingStates = new Set(['XX000', '55006', '40001', '40P01', '23505', '42710']);
const ATTEMPTS = 8;

/**
 * The administrator of the server that sandboxes live on. Never connects to a sandbox in which somebody's SQL has
 * run: a function hidden there would run with these rights.
 */
export class ServerAdmin {
  readonly url: string;
  readonly #pool: pg.Pool;
  /** Apart, or holders of locks could take every connection that their work needs. */
  readonly #locks: pg.Pool;
  readonly #clock: Clock;
  #isStopped = false;

  constructor({ url, clock, logger }: { url: string; clock: Clock; logger: Pick<Logger, 'warn'> }) {
    this.url = url;
    this.#clock = clock;
    const options = {
      // All installations on a server meet in one database: locks are per database.
      url: toDatabaseUrl(url, 'postgres'),
      name: 'holdfast-workbench-admin',
      connections: 4,
      onError: (error: Error) => {
        // A pool has ended before its sockets have closed, and the server may be faster than they are.
        if (!this.#isStopped) logger.warn({ error }, 'lost a connection to the server of the Workbench');
      },
    };
    this.#pool = createPool(options);
    this.#locks = createPool(options);
  }

  async query<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#pool.query<Row>(sql, [...values]);
    return rows;
  }

  /** Statements without parameters, one after another; what only passes is tried again. */
  async execute(...statements: readonly string[]): Promise<void> {
    for (const statement of statements) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await this.#pool.query(statement);
          break;
        } catch (error) {
          if (attempt === ATTEMPTS || !passingStates.has(toState(error))) throw error;
          await sleep(this.#clock, 20 * 2 ** attempt * (0.5 + Math.random()));
        }
      }
    }
  }

  /** One at a time on all nodes. The lock goes with the connection, so a node that dies frees it. */
  async withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
    const client = await this.#locks.connect();
    try {
      await client.query("SET lock_timeout = '60s'");
      await client.query("SELECT pg_advisory_lock(hashtextextended('holdfast workbench ' || $1, 0))", [name]);
      return await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock_all()').then(
        () => client.release(),
        () => client.release(true),
      );
    }
  }

  /** In a database of ours where nobody's SQL has run yet. */
  async runInFreshDatabase(database: string, sql: string): Promise<void> {
    const pool = createPool({
      url: toDatabaseUrl(this.url, database),
      name: 'holdfast-workbench-admin',
      connections: 1,
      onError: () => undefined,
    });
    try {
      await pool.query(sql);
    } finally {
      await pool.end();
    }
  }

  async terminate(processId: number, database: string): Promise<void> {
    await this.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND datname = $2',
      [processId, database],
    );
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all([this.#pool.end(), this.#locks.end()]);
  }
}

export function toDatabaseUrl(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

function toState(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
