import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { Command } from '#lib/protocol/command.ts';
import type { Ack, CommandReply } from '#lib/protocol/socket.ts';
import { createAnswer } from './testing/answer-events.ts';
import { refuse } from './testing/scripted-server.ts';
import { createTestClient } from './testing/test-client.ts';

const toolCallId = 't1-1-1';
const inputHash = 'h';

/** An open session whose answer asks whether a tool may run. */
async function openQuestion() {
  const testClient = createTestClient();
  const { server, client, settle } = testClient;
  const [sessionId, approvalId] = [createId(), createId()];
  const answer = createAnswer();
  const { runId } = answer;
  const question = { approvalId, runId, toolCallId, inputHash };
  server.createSession(sessionId, [
    ...answer.start,
    {
      type: 'approval-request',
      ...question,
      toolName: 'execute_sql',
      why: 'policy',
      expiresAt: '2026-01-02T00:00:00.000Z',
      sessionScope: true,
    },
    { type: 'run-suspend', runId, waitingFor: [approvalId] },
  ]);
  const { store, actions, retain } = client.openSession(sessionId, null);
  retain();
  client.start();
  await settle();
  const answerCommands = (ack: Ack<CommandReply>) => {
    server.intercept = (name) => (name === 'command' ? ack : undefined);
  };
  return { ...testClient, sessionId, approvalId, question, store, actions, answerCommands };
}

test('an answer goes out with the hash of what was shown, and shows as being decided until the log has it', async () => {
  const { server, sessionId, approvalId, question, store, actions, answerCommands, settle } =
    await openQuestion();
  const deciding = () => [...store.getSnapshot().deciding];
  const lastSeq = store.getSnapshot().state.seq;
  answerCommands({
    ok: true,
    commandId: createId(),
    seq: lastSeq + 1,
    result: { decision: 'deny', by: 'Al' },
  });
  const outcome = actions.respondApproval(approvalId, {
    inputHash,
    decision: 'deny',
    reason: 'not now',
    scope: 'once',
  });
  expect(deciding()).toEqual([approvalId]);
  await settle();
  expect(await outcome).toMatchObject({ ok: true, result: { decision: 'deny', by: 'Al' } });
  expect(server.commands).toMatchObject([
    {
      type: 'respond-approval',
      sessionId,
      approvalId,
      inputHash,
      decision: 'deny',
      reason: 'not now',
      scope: 'once',
    },
  ]);
  // Acked, but not heard yet: the card goes on saying so.
  expect(deciding()).toEqual([approvalId]);
  server.append(sessionId, { type: 'approval-response', ...question, decision: 'deny', reason: 'not now' });
  await settle();
  expect(deciding()).toEqual([]);
  expect(store.getSnapshot().state.approvals).toMatchObject([{ approvalId, status: 'denied' }]);
});

test('[A2] who comes second is told so, and the card is free again', async () => {
  const { approvalId, store, actions, answerCommands, settle } = await openQuestion();
  answerCommands(
    refuse('conflict', createId(), { message: 'cannot answer the question: Bo denied it already' }),
  );
  const outcome = actions.respondApproval(approvalId, { inputHash, decision: 'approve', scope: 'session' });
  await settle();
  expect(await outcome).toMatchObject({ ok: false, error: { code: 'conflict' } });
  expect([...store.getSnapshot().deciding]).toEqual([]);
});

test('[U2] an answer given while offline waits and is sent once', async () => {
  const { server, network, approvalId, store, actions, pass } = await openQuestion();
  network.isReachable = false;
  network.dropConnections();
  void actions.respondApproval(approvalId, { inputHash, decision: 'approve', scope: 'once' });
  await pass(2_000);
  expect([...store.getSnapshot().deciding]).toEqual([approvalId]);
  expect(server.commands).toEqual([]);
  network.isReachable = true;
  await pass(10_000);
  expect(server.commands).toHaveLength(1);
});

test('an answer waits for no message that the server asked to send much later', async () => {
  const { server, approvalId, actions, pass } = await openQuestion();
  server.intercept = (name, request) => {
    // Cast: the payload of this name.
    if (name !== 'command' || (request as Command).type !== 'send-message') return undefined;
    return refuse('limit', undefined, { retryable: true, retryAfterMs: 3_600_000 });
  };
  actions.send('one more');
  await pass(1_000);
  const outcome = actions.respondApproval(approvalId, { inputHash, decision: 'approve', scope: 'once' });
  await pass(1_000);
  expect(await outcome).toMatchObject({ ok: true });
  expect(server.commands.map((command) => command.type)).toEqual(['send-message', 'respond-approval']);
});
