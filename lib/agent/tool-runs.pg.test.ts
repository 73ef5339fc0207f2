import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createPool } from '#lib/db/client.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { decideRespond } from '#lib/session/decide/decide-approval.ts';
import { PostgresEventLog } from '#lib/session/postgres-event-log.ts';
import { alice, cancelRun, createSession, readAll, sendMessage } from '#lib/session/testing/log-fixture.ts';
import { reduce } from '#lib/state/reduce.ts';
import { textOf } from '#lib/state/selectors.ts';
import { createSessionState, type SessionState } from '#lib/state/session-state.ts';
import { createScriptedModels } from './testing/scripted-model.ts';
import { ok, ScriptedSource, ScriptedTool } from './testing/scripted-tool.ts';
import { startWorker } from './testing/worker-fixture.ts';

let database: TestDatabase;
const closes: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  for (const close of closes) await close();
  await database.drop();
});

const models = createScriptedModels((step) =>
  step === 0 ? { text: 'Let me see', calls: [{ name: 'look' }, { name: 'work' }] } : { text: ': done' },
);

function openLog(): PostgresEventLog {
  const pool = { url: database.url, name: 'append', connections: 3, onError: () => undefined };
  const appendPool = createPool(pool);
  closes.push(() => appendPool.end());
  return new PostgresEventLog({ db: database.prisma, appendPool });
}

function begin(name: string, tools: readonly ScriptedTool[]) {
  return startWorker({
    name,
    url: database.url,
    log: openLog(),
    models,
    toolSources: [new ScriptedSource(tools)],
  });
}

async function waitFor(log: PostgresEventLog, sessionId: string, isSo: (state: SessionState) => boolean) {
  for (const until = Date.now() + 15_000; Date.now() < until;) {
    const events = await readAll(log, sessionId);
    const state = reduce(createSessionState(sessionId), events);
    if (isSo(state)) return { events, state };
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`timed out on ${JSON.stringify((await readAll(log, sessionId)).slice(-3))}`);
}

const statusOf = (state: SessionState) => [...state.runs.values()].at(-1)?.status;
const answerOf = (state: SessionState) => [...state.messages.values()].at(-1);
const toolsOf = (state: SessionState) =>
  (answerOf(state)?.parts ?? []).flatMap((part) => (part.type === 'dynamic-tool' ? [part.state] : []));

async function respond(log: PostgresEventLog, state: SessionState, decision: 'approve' | 'deny') {
  const approval = state.approvals.find(({ status }) => status === 'requested');
  if (!approval) throw new Error('nobody was asked');
  const { approvalId, inputHash, runId } = approval;
  const { sessionId } = state;
  const command = {
    commandId: createId(),
    sessionId,
    approvalId,
    inputHash,
    decision,
    scope: 'once' as const,
  };
  return log.transact(
    { sessionId, userId: alice.id, runIds: [runId], approvalIds: [approvalId] },
    (control) => decideRespond(control, { type: 'respond-approval', ...command }, alice),
  );
}

test('[A3] [R3] parked by one worker, killed, allowed, and gone on with by another', async () => {
  const [look, work] = [new ScriptedTool('look'), new ScriptedTool('work', { asks: true })];
  const log = openLog();
  const sessionId = await createSession(log);
  const first = await begin('parking', [look, work]);
  await sendMessage(log, sessionId);
  const parked = await waitFor(log, sessionId, (state) => statusOf(state) === 'suspended');
  expect([toolsOf(parked.state), first.supervisor.runCount]).toEqual([
    ['output-available', 'approval-requested'],
    0,
  ]);
  await first.kill();
  const second = await begin('resuming', [look, work]);
  await respond(log, parked.state, 'approve');
  const { events, state } = await waitFor(log, sessionId, (current) => statusOf(current) === 'ended');
  await second.kill();
  expect({
    tools: toolsOf(state),
    executed: [look.executed.length, work.executed.length],
    text: textOf(answerOf(state) ?? { parts: [] }),
    usage: answerOf(state)?.usage?.totalTokens,
    strategies: events.flatMap((event) => (event.type === 'run-start' ? [event.strategy] : [])),
    errors: [...first.errors, ...second.errors],
  }).toEqual({
    tools: ['output-available', 'output-available'],
    executed: [1, 1],
    text: 'Let me see: done',
    usage: 30,
    strategies: ['first', 'resume'],
    errors: [],
  });
});

test('[R4] [I14] killed in the middle of a tool: a person is asked, and nothing that was done is done again', async () => {
  let worked = 0;
  const look = new ScriptedTool('look');
  const work = new ScriptedTool('work', {
    run: () => (worked++ === 0 ? new Promise(() => undefined) : ok('worked')),
  });
  const log = openLog();
  const sessionId = await createSession(log);
  const first = await begin('dying', [look, work]);
  await sendMessage(log, sessionId);
  await waitFor(log, sessionId, (state) => toolsOf(state).join() === 'output-available,running');
  await first.kill();
  const second = await begin('asking', [look, work]);
  const parked = await waitFor(log, sessionId, (state) => statusOf(state) === 'suspended');
  expect(parked.state.approvals).toMatchObject([{ why: 'unknown-outcome', toolName: 'work' }]);
  await respond(log, parked.state, 'approve');
  const { state } = await waitFor(log, sessionId, (current) => statusOf(current) === 'ended');
  await second.kill();
  expect([toolsOf(state), look.executed.length, work.executed.length]).toEqual([
    ['output-available', 'output-available'],
    1,
    2,
  ]);
});

test('[C2] [C3] a cancel from elsewhere aborts a tool that runs, and it never starts again', async () => {
  const signals: AbortSignal[] = [];
  const work = new ScriptedTool('work', {
    run: (_, { signal }) => {
      signals.push(signal);
      return new Promise(() => undefined);
    },
  });
  const log = openLog();
  const sessionId = await createSession(log);
  const worker = await begin('cancelled', [new ScriptedTool('look'), work]);
  const { runId } = await sendMessage(log, sessionId);
  await waitFor(log, sessionId, (state) => toolsOf(state).join() === 'output-available,running');
  await cancelRun(openLog(), sessionId, runId);
  const { state } = await waitFor(log, sessionId, (current) => statusOf(current) === 'ended');
  await worker.kill();
  expect([toolsOf(state), answerOf(state)?.status, signals.map(({ aborted }) => aborted)]).toEqual([
    ['output-available', 'abandoned'],
    'cancelled',
    [true],
  ]);
});

test('[R2] two workers see the answer to a question at once, and one of them goes on', async () => {
  const tools = [new ScriptedTool('look'), new ScriptedTool('work', { asks: true })] as const;
  const log = openLog();
  const sessionId = await createSession(log);
  const workers = [await begin('one', tools), await begin('two', tools)];
  await sendMessage(log, sessionId);
  const parked = await waitFor(log, sessionId, (state) => statusOf(state) === 'suspended');
  await respond(log, parked.state, 'approve');
  const { events } = await waitFor(log, sessionId, (state) => statusOf(state) === 'ended');
  for (const worker of workers) await worker.kill();
  const starts = events.filter((event) => event.type === 'run-start');
  expect([starts.length, tools[1].executed.length]).toEqual([2, 1]);
});
