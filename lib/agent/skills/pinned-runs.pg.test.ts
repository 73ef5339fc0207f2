import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, createPool } from '#lib/db/client.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { PostgresEventLog } from '#lib/session/postgres-event-log.ts';
import { createSession, readAll, sendMessage } from '#lib/session/testing/log-fixture.ts';
import { hashSkillFiles } from '#lib/skills/format/hash-skill-files.ts';
import { PublishedSkills } from '#lib/skills/run/published-skills.ts';
import { skillFiles } from '#lib/skills/testing/skill-fixture.ts';
import { SkillStore } from '#lib/skills/versions/skill-store.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState, type SessionState } from '#lib/state/session-state.ts';
import { createScriptedModels } from '../testing/scripted-model.ts';
import { ScriptedSource, ScriptedTool } from '../testing/scripted-tool.ts';
import { startWorker } from '../testing/worker-fixture.ts';

let database: TestDatabase;
let store: SkillStore;
const closes: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  store = new SkillStore({ db: database.prisma });
});
afterAll(async () => {
  for (const close of closes) await close();
  await database.drop();
});

const skillName = 'kelp';
const seven = skillFiles('Say seven.');
const eight = skillFiles('Say eight.');
const refOf = (files: typeof seven) => ({ name: skillName, version: hashSkillFiles(files).slice(0, 12) });

/** An admin's click. */
async function publish(files: typeof seven): Promise<void> {
  await store.createVersion({ skillName, files, author: 'ann', note: '' });
  const label = await store.findLabel(skillName, 'production');
  const to = hashSkillFiles(files);
  const move = {
    skillName,
    label: 'production',
    author: 'ann',
    why: '',
    expected: label?.revision ?? 0,
    to,
  } as const;
  const { status } = await store.moveLabel(move);
  if (status !== 'moved') throw new Error(status);
}

/** A node: connections, caches and a worker of its own. */
async function startNode(name: string, tools: readonly ScriptedTool[]) {
  const models = createScriptedModels((step) =>
    step === 0 ? { text: 'First', calls: [{ name: 'work' }] } : { text: 'Done' },
  );
  const db = createDatabase({ url: database.url, name, connections: 5 });
  const pool = { url: database.url, name: 'append', connections: 3, onError: () => undefined };
  const appendPool = createPool(pool);
  closes.push(async () => {
    await appendPool.end();
    await db.$disconnect();
  });
  const log = new PostgresEventLog({ db, appendPool });
  const skills = new PublishedSkills({ store: new SkillStore({ db }), skillName });
  const worker = await startWorker({
    name,
    url: database.url,
    log,
    models,
    skills,
    toolSources: [new ScriptedSource(tools)],
  });
  /** The rule that each model call was given. */
  const rules = () =>
    models.calls.map(
      ({ prompt: [first] }) => /Say \w+/.exec(first?.role === 'system' ? first.content : '')?.[0],
    );
  return { log, worker, rules };
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

const newest = (state: SessionState) => [...state.runs.values()].at(-1);
const isOver = (state: SessionState) => newest(state)?.status === 'ended';
const answerOf = (state: SessionState) => [...state.messages.values()].at(-1);
const isWorking = (state: SessionState) =>
  answerOf(state)?.parts.some((part) => part.type === 'dynamic-tool' && part.state === 'running') ?? false;

const hanging = () => new ScriptedTool('work', { repeats: true, run: () => new Promise(() => undefined) });
const quick = () => new ScriptedTool('work', { repeats: true });

test('[M3] [F46] version 8 is published while a run of version 7 goes on, its worker dies: another node finishes it with 7, and what comes next is 8', async () => {
  await publish(seven);
  const first = await startNode('first', [hanging()]);
  const sessionId = await createSession(first.log);
  await sendMessage(first.log, sessionId);
  await waitFor(first.log, sessionId, isWorking);
  await publish(eight);
  await first.worker.kill();
  const second = await startNode('second', [quick()]);
  const { events, state } = await waitFor(second.log, sessionId, isOver);
  expect(events.flatMap((event) => (event.type === 'run-start' ? [event.skill] : []))).toEqual([
    refOf(seven),
    undefined,
  ]);
  expect([answerOf(state)?.skill, first.rules(), second.rules()]).toEqual([
    refOf(seven),
    ['Say seven'],
    ['Say seven'],
  ]);
  await sendMessage(second.log, sessionId, 'and now?');
  const next = await waitFor(second.log, sessionId, isOver);
  expect([answerOf(next.state)?.skill, second.rules()]).toEqual([
    refOf(eight),
    ['Say seven', 'Say eight', 'Say eight'],
  ]);
  await second.worker.kill();
});

test('[M3] [F46] a rollback during a run is for the runs after it, on every node', async () => {
  await publish(seven);
  await publish(eight);
  const tool = hanging();
  const first = await startNode('third', [tool]);
  const sessionId = await createSession(first.log);
  await sendMessage(first.log, sessionId);
  await waitFor(first.log, sessionId, isWorking);
  const label = await store.findLabel(skillName, 'production');
  const back = {
    skillName,
    label: 'production',
    author: 'ben',
    why: 'worse',
    expected: label?.revision ?? 0,
  } as const;
  expect(await store.rollback(back)).toMatchObject({
    status: 'moved',
    label: { hash: hashSkillFiles(seven) },
  });
  await first.worker.kill();
  const nodes = [await startNode('fourth', [quick()]), await startNode('fifth', [quick()])] as const;
  const { state } = await waitFor(first.log, sessionId, isOver);
  expect(answerOf(state)?.skill).toEqual(refOf(eight));
  expect(nodes.flatMap(({ rules }) => rules())).toEqual(['Say eight']);
  const others = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const other = await createSession(nodes[0].log);
      await sendMessage(nodes[0].log, other);
      const ended = await waitFor(nodes[1].log, other, isOver);
      return answerOf(ended.state)?.skill;
    }),
  );
  expect(others).toEqual(others.map(() => refOf(seven)));
  for (const { worker } of nodes) await worker.kill();
});
