import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool } from '#lib/db/client.ts';
import { createUsers } from '#lib/db/testing/create-users.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { PostgresEventLog } from '#lib/session/postgres-event-log.ts';
import {
  alice,
  claimRun,
  createSession,
  endRun,
  model,
  readAll,
  sendMessage,
} from '#lib/session/testing/log-fixture.ts';
import { LiveRuns } from './live-runs.ts';

let database: TestDatabase;
let log: PostgresEventLog;
let runs: LiveRuns;
let appendPool: ReturnType<typeof createPool>;

const root = { userId: 'root', name: 'Root' };
const holder = { name: 'node-1', lock: '1' };

beforeAll(async () => {
  database = await createTestDatabase();
  const { url, prisma: db } = database;
  await createUsers(db, [alice.id, root.userId]);
  appendPool = createPool({ url, name: 'test', connections: 1, onError: () => undefined });
  log = new PostgresEventLog({ db, appendPool });
  runs = new LiveRuns({ db, log, defaultModel: model });
});
afterAll(async () => {
  await appendPool.end();
  await database.drop();
});

async function startRun() {
  const sessionId = await createSession(log);
  const { runId } = await sendMessage(log, sessionId, 'a secret of alice');
  return { sessionId, runId };
}

test('admins see where a run stands, and nothing of what is said', async () => {
  const { sessionId, runId } = await startRun();
  await claimRun(log, sessionId, runId, holder);
  const reply = await runs.list();
  expect(reply).toEqual({
    total: 1,
    runs: [
      {
        runId,
        sessionId,
        parentRunId: null,
        requestedBy: 'alice',
        agent: 'assistant',
        model,
        status: 'running',
        epoch: 1,
        attempt: 1,
        holder: 'node-1',
        leaseMs: expect.any(Number),
        isCancelling: false,
        seq: 4,
        ageMs: expect.any(Number),
      },
    ],
  });
  expect(JSON.stringify(reply)).not.toContain('secret');
  await runs.stop(runId, root);
});

test('[C2] an admin who takes no part stops a run by its log, under their own name', async () => {
  const { sessionId, runId } = await startRun();
  expect(await runs.stop(runId, root)).toEqual({ sessionId });
  const events = await readAll(log, sessionId);
  const row = await database.prisma.run.findUniqueOrThrow({ where: { id: runId } });
  const participants = await database.prisma.participant.findMany({ where: { sessionId } });
  expect({
    wish: events.find(({ type }) => type === 'run-cancel')?.actor,
    status: row.status,
    reason: row.reason,
    participants: participants.map(({ userId }) => userId),
  }).toEqual({
    wish: { kind: 'user', id: 'root', name: 'Root' },
    status: 'ended',
    reason: 'cancelled',
    participants: ['alice'],
  });
});

test('what has ended, or never was, is not stopped', async () => {
  const { sessionId, runId } = await startRun();
  const { runEpoch } = await claimRun(log, sessionId, runId, holder);
  await endRun(log, sessionId, runId, runEpoch);
  await expect(runs.stop(runId, root)).rejects.toMatchObject({ code: 'already-ended' });
  await expect(runs.stop(sessionId, root)).rejects.toMatchObject({ code: 'already-ended' });
  expect((await runs.list()).runs.map((run) => run.runId)).not.toContain(runId);
});
