import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConnection, createDatabase, createPool } from '#lib/db/client.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { PostgresEventLog } from './postgres-event-log.ts';
import { appendText, claimRun, createSession, sendMessage } from './testing/log-fixture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('[L7] [R2] leases are extended and text is appended while every connection of the commands is stuck', async () => {
  const { url } = database;
  const db = createDatabase({ url, name: 'commands', connections: 1 });
  const appendPool = createPool({ url, name: 'append', connections: 1, onError: () => undefined });
  const presence = createConnection({ url, name: 'worker' });
  await presence.connect();
  await presence.query('SELECT pg_advisory_lock(7)');
  const log = new PostgresEventLog({ db, appendPool });
  const sessionId = await createSession(log);
  const { runId } = await sendMessage(log, sessionId);
  const { runEpoch } = await claimRun(log, sessionId, runId, { name: 'worker', lock: '7' });

  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: isStuck, resolve: stuck } = Promise.withResolvers<void>();
  const stuckCommand = inTransaction(db, async () => {
    stuck();
    await held;
  });
  await isStuck;
  const results = await Promise.race([
    Promise.all([
      log.heartbeat('worker', [{ runId, epoch: runEpoch }], 8_000),
      appendText(log, { sessionId, runId, runEpoch }, 'still here'),
    ]),
    new Promise((resolve) => setTimeout(() => resolve('they waited for the commands'), 2_000)),
  ]);
  letGo();
  await stuckCommand;
  await Promise.all([db.$disconnect(), appendPool.end(), presence.end()]);
  expect(results).toEqual([[{ runId, state: 'held' }], expect.objectContaining({ status: 'ok' })]);
});
