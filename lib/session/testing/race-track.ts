import { sleep, systemClock } from '#lib/base/clock.ts';
import { createConnection, createDatabase, createPool } from '#lib/db/client.ts';
import { seedSessions, type SeededSession } from '#lib/db/testing/seed-sessions.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import type { Event } from '#lib/protocol/event.ts';
import { PostgresEventLog } from '../postgres-event-log.ts';
import type { LeaseHolder } from '../session-control.ts';
import { readAll } from './log-fixture.ts';

export interface Node {
  readonly log: PostgresEventLog;
  /** A worker on this node; its connection is up. */
  readonly holder: LeaseHolder;
}

/** Two nodes with connections of their own on one database, and runs to race for. */
export interface RaceTrack {
  readonly database: TestDatabase;
  readonly one: Node;
  readonly two: Node;
  /** Sessions with a run in epoch 1: held by a worker of node one, or by nobody. */
  seed(count: number, held: boolean): Promise<SeededSession[]>;
  /** A connection beside the nodes, to hold what they want. */
  connect(): Promise<ReturnType<typeof createConnection>>;
  /** Resolves when this many statements wait for a lock. */
  waitForBlocked(count: number): Promise<void>;
  readLog(sessionId: string): Promise<readonly Event[]>;
  close(): Promise<void>;
}

export async function openRaceTrack(): Promise<RaceTrack> {
  const database = await createTestDatabase();
  const closers: (() => Promise<unknown>)[] = [];

  async function connect() {
    const connection = createConnection({ url: database.url, name: 'side' });
    await connection.connect();
    closers.push(() => connection.end());
    return connection;
  }

  async function openNode(name: string, lock: string): Promise<Node> {
    const appendPool = createPool({ url: database.url, name, connections: 8, onError: () => undefined });
    const db = createDatabase({ url: database.url, name, connections: 8 });
    closers.push(
      () => appendPool.end(),
      () => db.$disconnect(),
    );
    const presence = await connect();
    await presence.query('SELECT pg_advisory_lock($1::int8)', [lock]);
    return { log: new PostgresEventLog({ db, appendPool }), holder: { name, lock } };
  }

  const [one, two] = [await openNode('one', '1'), await openNode('two', '2')];
  const watcher = await connect();
  return {
    database,
    one,
    two,
    seed: (count, held) =>
      seedSessions(database.prisma, { count, ...(held ? { lock: one.holder.lock } : {}) }),
    connect,
    async waitForBlocked(count) {
      for (;;) {
        const { rows } = await watcher.query<{ blocked: number }>(`
          SELECT count(*)::int AS blocked FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`);
        if (rows[0]?.blocked === count) return;
        await sleep(systemClock, 1);
      }
    },
    readLog: (sessionId) => readAll(one.log, sessionId),
    async close() {
      await Promise.all(closers.map((end) => end()));
      await database.drop();
    },
  };
}
