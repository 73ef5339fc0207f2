import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConnection, createPool } from './client.ts';
import { extendLeases, selectClaimable } from './lease-rows.ts';
import { seedSessions } from './testing/seed-sessions.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

/** A lock number beyond 32 bits, as workers have them. */
const LOCK = '1311768467294899695';

let database: TestDatabase;
let holder: ReturnType<typeof createConnection>;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.url, name: 'heartbeat', connections: 2, onError: () => undefined });
  holder = createConnection({ url: database.url, name: 'worker' });
  await holder.connect();
  await holder.query('SELECT pg_advisory_lock($1::int8)', [LOCK]);
});
afterAll(async () => {
  await Promise.all([holder.end(), pool.end()]);
  await database.drop();
});

interface RunRow {
  status: string;
  lock: string | null;
  expiresInMs: number | null;
  availableInMs: number;
  epoch?: number;
  holder?: string;
  cancelled?: boolean;
}

const held: RunRow = { status: 'running', lock: LOCK, expiresInMs: 60_000, availableInMs: -1 };

/** Makes one run such a row, and tells its id. */
async function seedRun({ status, lock, expiresInMs, availableInMs, ...rest }: RunRow): Promise<string> {
  const [session] = await seedSessions(database.prisma, { count: 1 });
  if (!session) throw new Error('a session was seeded');
  await database.prisma.$executeRaw`
    UPDATE run SET status = ${status}, holder_lock = ${lock}::int8, epoch = ${rest.epoch ?? 1}, holder = ${rest.holder ?? 'worker'},
      lease_expires_at = clock_timestamp() + ${expiresInMs}::int * interval '1 millisecond',
      available_at = clock_timestamp() + ${availableInMs}::int * interval '1 millisecond',
      cancel_at = CASE WHEN ${rest.cancelled ?? false} THEN now() END
    WHERE id = ${session.runId}::uuid`;
  return session.runId;
}

const cases: [string, RunRow, boolean][] = [
  ['held by a worker that lives', held, false],
  ['whose lease has expired', { ...held, expiresInMs: -1 }, true],
  ['whose worker is gone', { ...held, lock: '4242' }, true],
  ['held by nobody', { ...held, lock: null }, true],
  ['without an expiry', { ...held, expiresInMs: null }, true],
  ['requested', { ...held, status: 'requested', lock: null, expiresInMs: null }, true],
  ['parked until later', { ...held, status: 'suspended', lock: null, availableInMs: 60_000 }, false],
  ['whose time has come', { ...held, status: 'suspended', lock: null, availableInMs: -1 }, true],
  ['that has ended', { ...held, status: 'ended', lock: null, expiresInMs: -1 }, false],
];

test.each(cases)(
  '[R3] a run %s can be claimed, or not; the hint says what the claim will find',
  async (_, row, claimable) => {
    const runId = await seedRun(row);
    const found = await selectClaimable(database.prisma, 1_000);
    expect(found.some((run) => run.runId === runId)).toBe(claimable);
    const [facts] = await database.prisma.$queryRaw<{ leased: boolean }[]>`
    SELECT holdfast_is_leased(status, lease_expires_at, holder_lock) AS leased FROM run WHERE id = ${runId}::uuid`;
    if (row.status === 'running') expect(facts).toEqual({ leased: !claimable });
  },
);

test('[R3] a lock counts in its own database only, and a shared or a two-part one is another lock', async () => {
  const elsewhere = await createTestDatabase();
  const [other, beside] = [elsewhere, database].map(({ url }) => createConnection({ url, name: 'other' }));
  if (!other || !beside) throw new Error('two connections were made');
  await Promise.all([other.connect(), beside.connect()]);
  await other.query('SELECT pg_advisory_lock(77)');
  await beside.query('SELECT pg_advisory_lock(0, 77)');
  const runId = await seedRun({ ...held, lock: '77' });
  const isClaimable = async () =>
    (await selectClaimable(database.prisma, 1_000)).some((run) => run.runId === runId);
  expect(await isClaimable()).toBe(true);
  await beside.query('SELECT pg_advisory_lock(77)');
  expect(await isClaimable()).toBe(false);
  await Promise.all([other.end(), beside.end()]);
  await elsewhere.drop();
});

test('the oldest come first, and no more than were asked for', async () => {
  const ids = [await seedRun({ ...held, lock: null }), await seedRun({ ...held, lock: null })];
  await database.prisma.$executeRaw`
    UPDATE run SET requested_at = now() - interval '1 day' WHERE id = ${ids[1]}::uuid`;
  await database.prisma.$executeRaw`
    UPDATE run SET requested_at = now() - interval '2 days' WHERE id = ${ids[0]}::uuid`;
  expect((await selectClaimable(database.prisma, 2)).map((run) => run.runId)).toEqual(ids);
});

test('[L4] [R3] a heartbeat keeps the leases that stand, and no other', async () => {
  const runs = {
    kept: await seedRun({ ...held, expiresInMs: 1_000 }),
    stopped: await seedRun({ ...held, cancelled: true }),
    expiredButFree: await seedRun({ ...held, expiresInMs: -1 }),
    takenOver: await seedRun({ ...held, epoch: 2 }),
    anothers: await seedRun({ ...held, holder: 'other' }),
    ended: await seedRun({ ...held, status: 'ended' }),
    handedBack: await seedRun({ ...held, status: 'requested' }),
  };
  const leases = Object.values(runs).map((runId) => ({ runId, epoch: 1 }));
  const kept = await extendLeases(pool, 'worker', leases, 3_600_000);
  expect(new Map(kept.map(({ runId, cancelled }) => [runId, cancelled]))).toEqual(
    new Map([
      [runs.kept, false],
      [runs.stopped, true],
      // Nobody took it meanwhile: it goes on.
      [runs.expiredButFree, false],
    ]),
  );
  const extended = await database.prisma.run.count({
    where: { id: { in: Object.values(runs) }, leaseExpiresAt: { gt: new Date(Date.now() + 1_800_000) } },
  });
  expect(extended).toBe(3);
});

test('[L4] a heartbeat that waited for a takeover to commit has lost the run, and leaves the new lease alone', async () => {
  const taken = await seedRun(held);
  const kept = await seedRun(held);
  const side = createConnection({ url: database.url, name: 'side' });
  await side.connect();
  await side.query('BEGIN');
  await side.query(`UPDATE run SET epoch = 2, holder = 'other', lease_expires_at = 'epoch' WHERE id = $1`, [
    taken,
  ]);
  const leases = [taken, kept].map((runId) => ({ runId, epoch: 1 }));
  const heartbeat = extendLeases(pool, 'worker', leases, 60_000).then((rows) => rows.map((row) => row.runId));
  const blocked = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await holder.query(blocked)).rowCount === 0);
  await side.query('COMMIT');
  await side.end();
  expect(await heartbeat).toEqual([kept]);
  const run = await database.prisma.run.findUnique({ where: { id: taken } });
  expect(run?.leaseExpiresAt).toEqual(new Date(0));
});
