import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { ask, park, respondTo } from '#lib/session/testing/approval-fixture.ts';
import { claimRun } from '#lib/session/testing/log-fixture.ts';
import type { TestClient } from './testing/test-client.ts';
import { TestNode } from './testing/test-node.ts';

let database: TestDatabase;
let node: TestNode;
let other: TestNode;

beforeAll(async () => {
  database = await createTestDatabase();
  [node, other] = [await TestNode.start(database.url), await TestNode.start(database.url)];
});
afterAll(async () => {
  await node.stop();
  await other.stop();
  await database.drop();
});

const sessionOf = (sessionId: string) => ({
  commandId: createId(),
  sessionId,
  type: 'send-message',
  messageId: createId(),
  parts: [{ type: 'text', text: 'drop the table' }],
  create: true,
});

/** A session of the client whose run waits, parked, for an answer. */
async function openQuestion(client: TestClient) {
  const sessionId = createId();
  const ack = await client.ask('command', sessionOf(sessionId));
  // Cast: a sent message is answered with its run; without one nothing below succeeds.
  const { runId } = (ack as { result: { runId: string } }).result;
  const { runEpoch } = await claimRun(node.open.log, sessionId, runId, { name: 'worker', lock: '7' });
  const run = { sessionId, runId, runEpoch };
  const approvalId = await ask(node.open.log, run);
  await park(node.open.log, run);
  return { ...run, approvalId, respond: respondTo(sessionId, approvalId) };
}

const typesOf = (client: TestClient) => client.frames.flatMap(({ events }) => events.map(({ type }) => type));

test('[A2] what one device decides, the other sees on another node, and the worker there is woken', async () => {
  const guest = await node.signInGuest();
  const [desktop, phone] = [await node.connect(guest), await other.connect(guest, 'phone')];
  const { sessionId, runId, approvalId, respond } = await openQuestion(desktop);
  await phone.ask('join', { sessionId, cursor: 0 });
  await expect.poll(() => phone.rows.at(-1)).toMatchObject({ sessionId, live: true, needsApproval: true });
  const woken: string[] = [];
  const stop = other.open.wakeUps.subscribe('run', (_, woke) => woken.push(woke));
  expect(await desktop.ask('command', respond({ decision: 'deny', reason: 'not that one' }))).toMatchObject({
    ok: true,
    result: { decision: 'deny' },
  });
  await expect
    .poll(() => phone.frames.flatMap(({ events }) => events).at(-1))
    .toMatchObject({
      type: 'approval-response',
      approvalId,
      decision: 'deny',
      reason: 'not that one',
      actor: { kind: 'user', id: guest.userId },
    });
  await expect.poll(() => woken).toEqual([runId]);
  await expect.poll(() => phone.rows.at(-1)).toMatchObject({ live: true, needsApproval: false });
  expect(await phone.ask('command', respond())).toMatchObject({ ok: false, error: { code: 'conflict' } });
  stop();
});

test('[X21] [X24] [X37] neither a stranger nor a viewer answers, and nobody is told that they tried', async () => {
  const [owner, viewer, stranger] = [
    await node.signInGuest(),
    await node.signInGuest(),
    await node.signInGuest(),
  ];
  const mine = await node.connect(owner);
  const { sessionId, approvalId, respond } = await openQuestion(mine);
  await database.prisma.participant.create({ data: { sessionId, userId: viewer.userId, role: 'viewer' } });
  const [reader, theirs] = [await other.connect(viewer), await other.connect(stranger)];
  const own = createId();
  await theirs.ask('command', sessionOf(own));
  await mine.ask('join', { sessionId, cursor: 0 });
  const codes = [
    await reader.ask('command', respond()),
    await theirs.ask('command', respond()),
    await theirs.ask('command', respondTo(own, approvalId)()),
  ];
  expect(codes).toMatchObject(
    ['forbidden', 'not-found', 'not-found'].map((code) => ({ ok: false, error: { code } })),
  );
  expect(typesOf(mine)).toEqual([]);
  expect(await mine.ask('command', respond())).toMatchObject({ ok: true });
  await expect.poll(() => typesOf(mine)).toEqual(['approval-response']);
});

test('[P3] a guest who signs up answers what was asked before', async () => {
  const guest = await node.signInGuest();
  const { respond } = await openQuestion(await node.connect(guest));
  const body = { name: 'Ada', email: 'ada@example.com', password: 'ten chars!' };
  const { visitor } = await node.post('/sign-up/email', { body, cookie: guest.cookie });
  const after = await node.connect(visitor);
  expect(await after.ask('command', respond())).toMatchObject({
    ok: true,
    result: { decision: 'approve', by: 'Ada' },
  });
});
