import { afterAll, beforeAll, expect, test } from 'vitest';
import { ManualClock, systemClock, type Clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { createConnection, createPool } from '#lib/db/client.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { decideDelete } from './decide/decide-session.ts';
import { Housekeeping } from './housekeeping.ts';
import { PostgresEventLog } from './postgres-event-log.ts';
import { SessionReads } from './session-reads.ts';
import {
  alice,
  appendText,
  claimRun,
  createSession,
  endRun,
  model,
  readAll,
  sendMessage,
} from './testing/log-fixture.ts';

let database: TestDatabase;
let log: PostgresEventLog;
let close: () => Promise<void>;

beforeAll(async () => {
  database = await createTestDatabase();
  const appendPool = createPool({
    url: database.url,
    name: 'append',
    connections: 2,
    onError: () => undefined,
  });
  log = new PostgresEventLog({ db: database.prisma, appendPool });
  close = () => appendPool.end();
});
afterAll(async () => {
  await close();
  await database.drop();
});

function housekeeping(compactionGraceMs: number, clock: Clock = systemClock) {
  const db = database.prisma;
  return new Housekeeping({
    db,
    clock,
    intervalMs: 1_000,
    compactionGraceMs,
    onError: (error) => {
      throw error;
    },
  });
}

async function answer(sessionId: string, ...deltas: string[]) {
  const { runId } = await sendMessage(log, sessionId);
  const { runEpoch } = await claimRun(log, sessionId, runId, { name: 'w', lock: '1' });
  for (const delta of deltas) await appendText(log, { sessionId, runId, runEpoch }, delta);
  return { sessionId, runId, runEpoch };
}

test('[L6] compaction deletes the chunks of ended runs only, and no viewer sees a difference', async () => {
  const reads = new SessionReads({ db: database.prisma });
  const sessionId = await createSession(log);
  const ended = await answer(sessionId, 'one ', 'two ', 'three');
  await endRun(log, sessionId, ended.runId, ended.runEpoch);
  const compactedSeq = (await readAll(log, sessionId)).length;
  await answer(sessionId, 'live ', 'still');
  const before = await reads.snapshot({ sessionId, userId: alice.id });

  await housekeeping(60_000).run();
  expect(await readAll(log, sessionId)).toHaveLength(compactedSeq + 5);
  await housekeeping(0).run();

  expect(await reads.snapshot({ sessionId, userId: alice.id })).toEqual(before);
  const types = (await readAll(log, sessionId)).map((event) => event.type);
  expect(types.filter((type) => type === 'run-chunk')).toHaveLength(2);
  const read = (after: number) => reads.read({ sessionId, userId: alice.id, after, limit: 500 });
  await expect(read(compactedSeq - 1)).rejects.toMatchObject({ code: 'gone' });
  expect((await read(compactedSeq)).events).toHaveLength(5);
  const { epoch } = before;
  const behind = await reads.catchUp({ sessionId, userId: alice.id, cursor: 2, epoch });
  expect(behind.catchUp.kind).toBe('snapshot');
});

test('a deleted session is purged with all it has when it can be restored no more', async () => {
  const { sessionId } = await answer(await createSession(log), 'text');
  await log.transact({ sessionId, userId: alice.id }, (control) =>
    decideDelete(control, { actor: alice, defaultModel: model }),
  );
  await housekeeping(60_000).run();
  expect(await database.prisma.session.count({ where: { id: sessionId } })).toBe(1);
  await database.prisma.$executeRaw`
    UPDATE session SET deleted_at = deleted_at - interval '1 minute' WHERE id = ${sessionId}::uuid`;
  await housekeeping(60_000).run();
  const where = { sessionId };
  const db = database.prisma;
  const counts = await Promise.all([
    db.session.count({ where: { id: sessionId } }),
    db.event.count({ where }),
    db.message.count({ where }),
    db.run.count({ where }),
    db.participant.count({ where }),
  ]);
  expect(counts).toEqual([0, 0, 0, 0, 0]);
});

test('[L7] a session that somebody holds keeps no other from being purged', async () => {
  const [held, free] = [await createSession(log), await createSession(log)];
  await database.prisma.$executeRaw`
    UPDATE session SET deleted_at = now() - interval '1 minute' WHERE id = ANY (${[held, free]}::uuid[])`;
  const side = createConnection({ url: database.url, name: 'side' });
  await side.connect();
  await side.query('BEGIN');
  await side.query('SELECT 1 FROM session WHERE id = $1 FOR UPDATE', [held]);
  await housekeeping(60_000).run();
  await side.end();
  const left = await database.prisma.session.findMany({
    where: { id: { in: [held, free] } },
    select: { id: true },
  });
  expect(left).toEqual([{ id: held }]);
});

test('[L5] commands are forgotten by the age that the database knows, whatever the clock of a node says', async () => {
  const [old, fresh] = [createId(), createId()];
  const { command } = database.prisma;
  for (const id of [old, fresh])
    await command.create({ data: { id, userId: 'bo', bodyHash: 'h', reply: {} } });
  await database.prisma
    .$executeRaw`UPDATE command SET at = now() - interval '31 days' WHERE id = ${old}::uuid`;
  const aYearAhead = new ManualClock(Date.now() + 365 * 24 * 60 * 60 * 1_000);
  await housekeeping(60_000, aYearAhead).run();
  expect(await command.findMany({ where: { userId: 'bo' }, select: { id: true } })).toEqual([{ id: fresh }]);
});
