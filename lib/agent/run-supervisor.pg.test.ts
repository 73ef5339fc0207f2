import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool } from '#lib/db/client.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { createDemoModelServer } from '#lib/demo-model/server.ts';
import type { Event } from '#lib/protocol/event.ts';
import { PostgresEventLog } from '#lib/session/postgres-event-log.ts';
import { alice, cancelRun, createSession, readAll, sendContext } from '#lib/session/testing/log-fixture.ts';
import { decideSend } from '#lib/session/decide/decide-send.ts';
import { createId } from '#lib/base/ids.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState } from '#lib/state/session-state.ts';
import { textOf } from '#lib/state/selectors.ts';
import { createModelRegistry, type ModelRegistry } from './models/registry.ts';
import { startWorker } from './testing/worker-fixture.ts';

let database: TestDatabase;
let models: ModelRegistry;
let stopDemo: () => Promise<void>;
const closes: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const demo = createDemoModelServer({ faults: true });
  const { url } = await demo.start({ port: 0 });
  stopDemo = () => demo.stop();
  models = createModelRegistry({ demo: { baseURL: url } });
});
afterAll(async () => {
  for (const close of closes) await close();
  await stopDemo();
  await database.drop();
});

function openLog(): PostgresEventLog {
  const appendPool = createPool({
    url: database.url,
    name: 'append',
    connections: 3,
    onError: () => undefined,
  });
  closes.push(() => appendPool.end());
  return new PostgresEventLog({ db: database.prisma, appendPool });
}

async function ask(log: PostgresEventLog, sessionId: string, text: string, model: string) {
  const command = {
    type: 'send-message' as const,
    commandId: createId(),
    messageId: createId(),
    sessionId,
    parts: [{ type: 'text' as const, text }],
    model,
  };
  const result = await log.transact({ sessionId, userId: alice.id }, (control) =>
    decideSend(control, command, sendContext),
  );
  if (result.status !== 'ok') throw new Error(result.status);
  return result.reply.runId ?? '';
}

async function waitFor(
  log: PostgresEventLog,
  sessionId: string,
  done: (events: readonly Event[]) => boolean,
) {
  for (const until = Date.now() + 15_000; Date.now() < until;) {
    const events = await readAll(log, sessionId);
    if (done(events)) return events;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`timed out on ${JSON.stringify((await readAll(log, sessionId)).slice(-3))}`);
}

const hasEnded = (events: readonly Event[]) => events.some((event) => event.type === 'run-end');
const answerOf = (sessionId: string, events: readonly Event[]) => {
  const state = reduce(createSessionState(sessionId), events);
  const message = [...state.messages.values()].at(-1);
  return message && { text: textOf(message), status: message.status };
};
const numbersTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1).join(' ');
const startsOf = (events: readonly Event[]) =>
  events
    .filter((event) => event.type === 'run-start')
    .map(({ attempt, strategy }) => ({ attempt, strategy }));

test.each(['demo:coral', 'demo:kelp'])(
  '[R3] [R4] %s goes on with the very sentence after its worker was killed, twice',
  async (model) => {
    const log = openLog();
    const sessionId = await createSession(log);
    let worker = await startWorker({ name: 'one', url: database.url, log, models });
    await ask(log, sessionId, 'count to 150 at 150 per second', model);
    for (const part of [' 30', ' 80']) {
      await waitFor(log, sessionId, (events) => answerOf(sessionId, events)?.text.includes(part) ?? false);
      await worker.kill();
      worker = await startWorker({ name: `after${part.trim()}`, url: database.url, log: openLog(), models });
    }
    const events = await waitFor(log, sessionId, hasEnded);
    await worker.kill();
    expect(answerOf(sessionId, events)).toEqual({ text: numbersTo(150), status: 'complete' });
    expect(startsOf(events)).toEqual([
      { attempt: 1, strategy: 'first' },
      { attempt: 2, strategy: 'continue' },
      { attempt: 3, strategy: 'continue' },
    ]);
    expect(events.filter((event) => event.type === 'run-end')).toHaveLength(1);
  },
);

test('[R6] a drain gives the run back at once, and another worker goes on', async () => {
  const log = openLog();
  const sessionId = await createSession(log);
  const first = await startWorker({ name: 'draining', url: database.url, log, models });
  await ask(log, sessionId, 'count to 100 at 100 per second', 'demo:kelp');
  await waitFor(log, sessionId, (events) => answerOf(sessionId, events)?.text.includes(' 20') ?? false);
  await first.drain();
  expect(hasEnded(await readAll(log, sessionId))).toBe(false);
  const second = await startWorker({ name: 'next', url: database.url, log: openLog(), models });
  const events = await waitFor(log, sessionId, hasEnded);
  await second.kill();
  expect(answerOf(sessionId, events)).toEqual({ text: numbersTo(100), status: 'complete' });
});

test('[C2] [C3] a cancel on another node stops the run within a flush, and what was written stays', async () => {
  const [log, elsewhere] = [openLog(), openLog()];
  const sessionId = await createSession(log);
  const worker = await startWorker({ name: 'cancelled', url: database.url, log, models });
  const runId = await ask(log, sessionId, 'count to 1000 at 100 per second', 'demo:coral');
  await waitFor(log, sessionId, (events) => answerOf(sessionId, events)?.text.includes(' 20') ?? false);
  await cancelRun(elsewhere, sessionId, runId);
  const events = await waitFor(log, sessionId, hasEnded);
  await worker.kill();
  const answer = answerOf(sessionId, events);
  expect(answer?.status).toBe('cancelled');
  expect(numbersTo(1000).startsWith(answer?.text ?? 'nothing')).toBe(true);
  const cancelAt = events.findIndex((event) => event.type === 'run-cancel');
  expect(events.slice(cancelAt).map((event) => event.type)).toEqual(['run-cancel', 'run-end']);
});

test.each([
  ['429 retry-after 1', 'complete'],
  ['500', 'complete'],
  ['529', 'complete'],
  ['cut at 20', 'complete'],
  ['malformed at 5', 'complete'],
  ['stall at 10', 'complete'],
] as const)(
  '[R5] [R7] a provider that fails once (%s) is tried again, and nothing is doubled',
  async (fault, status) => {
    const log = openLog();
    const sessionId = await createSession(log);
    const worker = await startWorker({
      name: 'retrying',
      url: database.url,
      log,
      models,
      timeouts: { firstChunkTimeoutMs: 2_000, betweenChunksTimeoutMs: 500 },
    });
    await ask(log, sessionId, `count to 40 at 200 per second [fault: ${fault} times 1]`, 'demo:kelp');
    const events = await waitFor(log, sessionId, hasEnded);
    await worker.kill();
    expect(answerOf(sessionId, events)).toEqual({ text: numbersTo(40), status });
  },
);

test('[R1] [R7] a provider that keeps failing ends in one error with a code', async () => {
  const log = openLog();
  const sessionId = await createSession(log);
  const worker = await startWorker({ name: 'failing', url: database.url, log, models });
  await ask(log, sessionId, 'count to 40 [fault: 500]', 'demo:coral');
  const events = await waitFor(log, sessionId, hasEnded);
  await worker.kill();
  expect(events.filter((event) => event.type === 'run-end')).toMatchObject([
    { reason: 'error', code: 'provider-failed' },
  ]);
  expect(startsOf(events)).toHaveLength(4);
});

test('[R1] a run whose model is not offered any more ends and says so', async () => {
  const log = openLog();
  const sessionId = await createSession(log);
  await ask(log, sessionId, 'count to 3', 'openai:gone');
  const worker = await startWorker({ name: 'choosing', url: database.url, log, models });
  const events = await waitFor(log, sessionId, hasEnded);
  await worker.kill();
  expect(events.filter((event) => event.type === 'run-end')).toMatchObject([
    { reason: 'error', code: 'model-not-offered' },
  ]);
});

test('an answer that its provider cut at a length is complete, with a code', async () => {
  const log = openLog();
  const sessionId = await createSession(log);
  const worker = await startWorker({ name: 'cutting', url: database.url, log, models });
  await ask(log, sessionId, 'count to 40 at 200 per second [fault: length at 7]', 'demo:coral');
  const events = await waitFor(log, sessionId, hasEnded);
  await worker.kill();
  expect(answerOf(sessionId, events)).toEqual({ text: numbersTo(7), status: 'complete' });
  expect(events.filter((event) => event.type === 'run-end')).toMatchObject([
    { code: 'answer-cut-at-length' },
  ]);
});
