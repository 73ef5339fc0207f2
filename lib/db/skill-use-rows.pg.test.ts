import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { countSkillUses, selectSkillAnswers } from './skill-use-rows.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const start = Date.UTC(2026, 0, 1);
let minute = 0;

/** A run that followed a version, each a minute after the one before. */
async function addRun(
  version: string,
  about: { sessionId?: string; agent?: string; parentRunId?: string; name?: string } = {},
) {
  const { sessionId = createId(), agent = 'assistant', parentRunId = null, name = 'kelp' } = about;
  const at = new Date(start + 60_000 * ++minute);
  const run = {
    id: createId(at.getTime()),
    sessionId,
    messageId: createId(),
    agent,
    model: 'demo/a',
    parentRunId,
  };
  const facts = { requestedBy: 'ann', actor: {}, status: 'ended', requestedSeq: 1n, requestedAt: at };
  await database.prisma.run.create({ data: { ...run, ...facts, skill: { name, version } } });
  return { sessionId, messageId: run.messageId, version, model: 'demo/a', at };
}

test('counts answers, sessions and trials of each version, and tells the newest answers by their ids', async () => {
  const { prisma } = database;
  const sessionId = createId();
  const first = await addRun('aaa', { sessionId });
  const second = await addRun('aaa', { sessionId });
  await addRun('aaa', { sessionId, parentRunId: createId() });
  await addRun('aaa', { name: 'dulse' });
  const third = await addRun('bbb');
  const trial = await addRun('bbb', { agent: 'trial-skill' });

  expect(await countSkillUses(prisma, 'kelp', 100)).toEqual([
    { version: 'bbb', answers: 1, sessions: 1, trials: 1, newestAt: trial.at },
    { version: 'aaa', answers: 2, sessions: 1, trials: 0, newestAt: second.at },
  ]);
  expect(await selectSkillAnswers(prisma, 'kelp', { outOf: 100, limit: 2 })).toEqual([third, second]);
  expect(await selectSkillAnswers(prisma, 'kelp', { outOf: 100, limit: 9 })).toEqual([third, second, first]);
});

test('looks at no more than the newest runs', async () => {
  expect(await countSkillUses(database.prisma, 'kelp', 2)).toMatchObject([{ version: 'bbb', answers: 1 }]);
});
