import { afterAll, beforeAll, expect, test } from 'vitest';
import { moveGuest } from '#lib/auth/merge-guest.ts';
import { systemClock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { createConnection, createDatabase, createPool } from '#lib/db/client.ts';
import { createUsers } from '#lib/db/testing/create-users.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState, toSnapshot } from '#lib/state/session-state.ts';
import { decideDelete } from './decide/decide-session.ts';
import { Housekeeping } from './housekeeping.ts';
import { PostgresEventLog } from './postgres-event-log.ts';
import { SessionReads } from './session-reads.ts';
import { ask, look, park, parkRun, startRun } from './testing/approval-fixture.ts';
import { createExecutor } from './testing/command-contract.ts';
import { alice, appendText, claimRun, endRun, model, readAll } from './testing/log-fixture.ts';

let database: TestDatabase;
let reads: SessionReads;
let node: Awaited<ReturnType<typeof openNode>>;
beforeAll(async () => {
  database = await createTestDatabase();
  reads = new SessionReads({ db: database.prisma });
  await createUsers(database.prisma, ['alice', 'bob']);
  node = await openNode('first', '1');
});
afterAll(async () => {
  await node.stop();
  await database.drop();
});

/** One process: its connections, its log, and a worker. `stop` leaves nothing of it. */
async function openNode(name: string, lock: string) {
  const { url } = database;
  const appendPool = createPool({ url, name, connections: 2, onError: () => undefined });
  const db = createDatabase({ url, name, connections: 2 });
  const presence = createConnection({ url, name });
  await presence.connect();
  await presence.query('SELECT pg_advisory_lock($1::int8)', [lock]);
  return {
    log: new PostgresEventLog({ db, appendPool }),
    holder: { name, lock },
    async stop() {
      await appendPool.end();
      await db.$disconnect();
      await presence.end();
    },
  };
}

test('[R6] [A3] a parked run outlives its process: another one hears the answer and goes on', async () => {
  const before = await openNode('before', '11');
  const run = await startRun(before.log, before.holder);
  await appendText(before.log, run, 'so far');
  const approvalId = await ask(before.log, run);
  expect(await park(before.log, run)).toBe('parked');
  const row = await database.prisma.run.findUniqueOrThrow({ where: { id: run.runId } });
  expect(row).toMatchObject({
    status: 'suspended',
    holder: null,
    holderLock: null,
    leaseExpiresAt: null,
    endedAt: null,
  });
  await before.stop();

  const after = await openNode('after', '12');
  expect((await after.log.findClaimable(1_000)).map((found) => found.runId)).not.toContain(run.runId);
  const ack = await createExecutor(after.log).execute(
    { userId: 'alice', name: 'Alice' },
    {
      type: 'respond-approval',
      commandId: createId(),
      sessionId: run.sessionId,
      approvalId,
      inputHash: 'hash of the input',
      decision: 'approve',
      scope: 'once',
    },
  );
  expect(ack).toMatchObject({ ok: true, result: { decision: 'approve', by: 'Alice' } });
  expect(await after.log.findClaimable(1_000)).toContainEqual({
    runId: run.runId,
    sessionId: run.sessionId,
  });
  const claimed = await claimRun(after.log, run.sessionId, run.runId, after.holder);
  expect(claimed).toMatchObject({ status: 'claimed', runEpoch: 2 });
  // What the new worker knows is in the log: the text so far, and who answered what.
  const state = reduce(createSessionState(run.sessionId), await after.log.readRun(run.sessionId, run.runId));
  expect(state.approvals).toMatchObject([{ approvalId, status: 'approved', decidedBy: { name: 'Alice' } }]);
  expect(await appendText(after.log, { ...run, runEpoch: 2 }, ', and on')).toMatchObject({ status: 'ok' });
  await after.stop();
});

test('[D2] a snapshot of a session with a parked run is the fold of its log, questions and all', async () => {
  const parked = await parkRun(node.log, node.holder);
  const { sessionId, approvalId } = parked;
  const { snapshot } = await reads.snapshot({ sessionId, userId: alice.id });
  expect(snapshot).toEqual(
    toSnapshot(reduce(createSessionState(sessionId), await readAll(node.log, sessionId))),
  );
  expect(snapshot).toMatchObject({
    runs: [{ runId: parked.runId, status: 'suspended', waitingFor: [approvalId] }],
    approvals: [{ approvalId, status: 'requested', toolName: 'execute_sql', sessionScope: true }],
  });
  const { catchUp } = await reads.catchUp({ sessionId, userId: alice.id, cursor: 0 });
  expect(catchUp).toMatchObject({ kind: 'events' });
});

test('a list says that a session waits for a person, until somebody answered or the time is over', async () => {
  const parked = await parkRun(node.log, node.holder);
  const { sessionId } = parked;
  const row = async () => (await reads.sessionRows(sessionId))[0]?.row;
  expect(await row()).toMatchObject({ live: true, needsApproval: true });
  await createExecutor(node.log).execute({ userId: 'alice' }, parked.respond());
  expect(await row()).toMatchObject({ live: true, needsApproval: false });
  const { runEpoch } = await claimRun(node.log, sessionId, parked.runId, node.holder);
  await ask(node.log, { ...parked, runEpoch }, { expiresAt: '2026-01-01T00:00:00.000Z' });
  expect(await row()).toMatchObject({ live: true, needsApproval: false });
  await ask(node.log, { ...parked, runEpoch });
  expect(await row()).toMatchObject({ live: true, needsApproval: true });
  await endRun(node.log, sessionId, parked.runId, runEpoch);
  expect(await row()).toMatchObject({ live: false, needsApproval: false });
});

test('[P3] a guest who signs up answers the questions of before', async () => {
  await createUsers(database.prisma, ['member']);
  const parked = await parkRun(node.log, node.holder);
  await createUsers(database.prisma, ['guest']);
  await database.prisma.participant.create({
    data: { sessionId: parked.sessionId, userId: 'guest', role: 'editor' },
  });
  await inTransaction(database.prisma, (tx) => moveGuest(tx, 'guest', 'member'));
  const executor = createExecutor(node.log);
  expect(await executor.execute({ userId: 'guest' }, parked.respond())).toMatchObject({
    error: { code: 'unauthorized' },
  });
  expect(await executor.execute({ userId: 'member', name: 'Mo' }, parked.respond())).toMatchObject({
    result: { by: 'Mo' },
  });
  expect((await look(node.log, parked, parked.approvalId)).run).toMatchObject({ claimable: true });
});

test('questions go with their session, those of other sessions stay', async () => {
  const [gone, kept] = [await parkRun(node.log, node.holder), await parkRun(node.log, node.holder)];
  await node.log.transact({ sessionId: gone.sessionId, userId: alice.id }, (control) =>
    decideDelete(control, { actor: alice, defaultModel: model }),
  );
  await database.prisma.$executeRaw`
    UPDATE session SET deleted_at = deleted_at - interval '1 minute' WHERE id = ${gone.sessionId}::uuid`;
  await new Housekeeping({
    db: database.prisma,
    clock: systemClock,
    intervalMs: 1_000,
    compactionGraceMs: 60_000,
    onError: (error) => {
      throw error;
    },
  }).run();
  const left = await database.prisma.approval.findMany({
    where: { sessionId: { in: [gone.sessionId, kept.sessionId] } },
    select: { id: true },
  });
  expect(left).toEqual([{ id: kept.approvalId }]);
});
