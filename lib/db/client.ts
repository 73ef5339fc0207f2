import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';
import { createStatementNames } from './statement-names.ts';

export type Database = PrismaClient;

type ConnectionOptions = {
  url: string;
  /** Shown in `pg_stat_activity`. */
  name: string;
  /** A statement that takes longer is ended by Postgres. Absent = never. */
  statementTimeoutMs?: number;
};

export function createDatabase(options: ConnectionOptions & { connections: number }): Database {
  const adapter = new PrismaPg(
    { ...toPgOptions(options), max: options.connections },
    { statementNameGenerator: createStatementNames() },
  );
  return new PrismaClient({ adapter });
}

/** A pool beside Prisma's, for the hot path of the log. Its connections' faults are passed to `onError`, never thrown. */
export function createPool(
  options: ConnectionOptions & { connections: number; onError: (error: Error) => void },
): pg.Pool {
  const pool = new pg.Pool({ ...toPgOptions(options), max: options.connections });
  pool.on('error', options.onError);
  return pool;
}

/**
 * One connection of its own, not yet connected: for what belongs to a connection, like `LISTEN` and session-level locks.
 * Listen to its `error` and `end` events.
 */
export function createConnection(options: ConnectionOptions): pg.Client {
  return new pg.Client(toPgOptions(options));
}

/** What a statement that Postgres has ended is given to be heard of; after that the connection is taken for dead. */
const ANSWER_GRACE_MS = 1_000;

function toPgOptions({ url, name, statementTimeoutMs }: ConnectionOptions): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: name,
    // What transactions rely on; saying it to each of them would be a round trip more.
    options: '-c default_transaction_isolation=read\\ committed',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    // A held session answers `busy` instead of holding a connection for ever.
    lock_timeout: 5_000,
    // A process that is frozen within a transaction holds its locks no longer than this.
    idle_in_transaction_session_timeout: 5_000,
    // A connection can go dead without a word; waiting for it ends here and not when TCP gives up.
    ...(statementTimeoutMs === undefined
      ? {}
      : { statement_timeout: statementTimeoutMs, query_timeout: statementTimeoutMs + ANSWER_GRACE_MS }),
  };
}
