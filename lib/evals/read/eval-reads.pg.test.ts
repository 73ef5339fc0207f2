import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createUsers } from '#lib/db/testing/create-users.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { skillFiles } from '#lib/skills/testing/skill-fixture.ts';
import { SkillStore } from '#lib/skills/versions/skill-store.ts';
import { EvalReads } from './eval-reads.ts';
import { insertRun, toTime } from './testing/insert-results.ts';
import { scenario, trial } from './testing/trial-fixture.ts';

const skillName = 'kelp';
let database: TestDatabase;
let skills: SkillStore;
let reads: EvalReads;

beforeAll(async () => {
  database = await createTestDatabase();
  const db = database.prisma;
  await createUsers(db, ['ann']);
  skills = new SkillStore({ db });
  const scenarios = [scenario('view', ['a S01 p', '?b S02 p'])];
  reads = new EvalReads({ db, skills, listScenarios: async () => scenarios, maxMeanCostUsd: 0.5 });
});

beforeEach(async () => {
  await database.prisma.$executeRawUnsafe(
    'TRUNCATE eval_run, eval_trial, eval_check, skill, skill_version, skill_label, skill_label_move, skill_draft',
  );
});

afterAll(() => database.drop());

async function addVersion(text: string, isProduction = false): Promise<string> {
  const files = skillFiles(text);
  const created = await skills.createVersion({ skillName, files, author: 'ann', note: '' });
  if (created.status === 'refused') throw new Error(JSON.stringify(created.findings));
  const { hash } = created.version;
  const moved = { skillName, label: 'production', author: 'ann', why: '', expected: 0, to: hash } as const;
  if (isProduction) await skills.moveLabel(moved);
  return hash;
}

const insert = (run: Parameters<typeof insertRun>[1]) => insertRun(database.prisma, run);

test('a run is told with its version, who asked, and its trials counted; costs of what was cached are not paid again', async () => {
  await addVersion('Say one.');
  const skillHash = await addVersion('Say two.');
  const [id = '', first] = await insert({
    spec: { skillHash },
    minute: 0,
    ending: 'cost-limit',
    trials: [
      trial(['a S01 p'], { costUsd: 0.25 }),
      trial(['a S01 p'], { repeat: 2, costUsd: 4, cachedFrom: createId() }),
      trial([], { repeat: 3, status: 'infra-failed', costUsd: 0.5 }),
      trial([], { repeat: 4, status: 'skipped' }),
      trial([], { repeat: 5, status: 'waiting' }),
      trial([], { repeat: 6, status: 'running' }),
    ],
  });
  const summary = await reads.findSummary(id);
  expect(summary).toEqual({
    id,
    spec: {
      skillName,
      skillHash,
      scenarioIds: ['view'],
      conditions: ['mcp+skill'],
      modelIds: ['demo:kelp'],
      repeats: 6,
      maxCostUsd: null,
    },
    skillVersion: 2,
    status: 'done',
    ending: 'cost-limit',
    fault: null,
    cancelled: false,
    requestedBy: { id: 'ann', name: 'ann' },
    createdAt: toTime(0).toISOString(),
    startedAt: toTime(0).toISOString(),
    endedAt: toTime(1).toISOString(),
    revision: 7,
    counts: { waiting: 1, running: 1, graded: 2, 'infra-failed': 1, skipped: 1, cached: 1 },
    costUsd: 0.75,
  });
  const found = await reads.findRun(id, { evidence: false });
  expect(found?.run).toEqual(summary);
  expect(found?.trials.map(({ id: trialId, repeat }) => [trialId === first, repeat])).toEqual([
    [true, 1],
    [false, 2],
    [false, 3],
    [false, 4],
    [false, 5],
    [false, 6],
  ]);
});

test('a trial is read as it was written; its texts only for who asks', async () => {
  const skillHash = await addVersion('Say one.');
  const sessionId = createId();
  const written = trial(['a S01,S02 p', '?b S02 f', 'c S03 n'], {
    attempt: 2,
    sessionId,
    costUsd: 0.000_003,
    latencyMs: 1_234,
    inputTokens: 3_000_000_000,
    outputTokens: 5,
    filesLoaded: ['references/b.md', 'references/a.md'],
    docsFetched: ['views'],
    fault: 'budget-steps',
  });
  const [evalRunId = '', id = ''] = await insert({ spec: { skillHash }, minute: 0, trials: [written] });
  const checks = written.checks.map((check) => ({
    ...check,
    holds: `${check.checkId} holds`,
    evidence: `saw ${check.checkId}`,
  }));
  const full = { ...written, id, evalRunId };
  expect((await reads.findRun(evalRunId, { evidence: true }))?.trials).toEqual([{ ...full, checks }]);
  expect((await reads.findRun(evalRunId, { evidence: false }))?.trials).toEqual([full]);
});

test('runs are listed newest first, of one skill or of all, so many as were asked for', async () => {
  const skillHash = await addVersion('Say one.');
  const run = { spec: { skillHash }, trials: [] };
  const [old] = await insert({ ...run, minute: 1 });
  const [young] = await insert({ ...run, minute: 3 });
  const [other] = await insert({ ...run, minute: 2, spec: { skillHash, skillName: 'dulse' } });
  const ids = async (ask: { skillName?: string; limit: number }) =>
    (await reads.listRuns(ask)).map(({ id }) => id);
  expect(await ids({ limit: 9 })).toEqual([young, other, old]);
  expect(await ids({ limit: 9, skillName })).toEqual([young, old]);
  expect(await ids({ limit: 1 })).toEqual([young]);
});

test('a trial is shown beside the same one under the version in production, by its repeat if that was graded', async () => {
  const production = await addVersion('Say one.', true);
  const next = await addVersion('Say two.');
  const about = (repeat: number) => ({ repeat });
  const old = await insert({
    spec: { skillHash: production },
    minute: 0,
    trials: [
      trial(['a S01 f'], about(1)),
      trial(['a S01 f'], about(2)),
      trial(['a S01 f'], { ...about(1), scenarioId: 'table' }),
      trial([], { ...about(3), status: 'infra-failed' }),
    ],
  });
  const now = await insert({
    spec: { skillHash: next },
    minute: 1,
    trials: [
      trial(['a S01 p'], about(2)),
      trial(['a S01 p'], about(3)),
      trial(['a S01 p'], { modelId: 'other' }),
    ],
  });
  await database.prisma.evalTrial.update({
    where: { id: now[1] ?? '' },
    data: {
      answer: 'Done.',
      changes: [
        { kind: 'policy', action: 'altered', on: 'public.tasks', name: 'own', before: 'a', after: 'b' },
        { kind: 'rows', on: 'public.tasks', inserted: 1, updated: 0, deleted: 2 },
      ],
    },
  });
  const detail = await reads.findTrial(now[1] ?? '');
  expect(detail).toEqual({
    skillName,
    skillVersion: 2,
    skillHash: next,
    trial: expect.objectContaining({ id: now[1], repeat: 2, isPassed: true }),
    answer: 'Done.',
    changes: [
      { kind: 'policy', action: 'altered', on: 'public.tasks', name: 'own', before: 'a', after: 'b' },
      { kind: 'rows', on: 'public.tasks', inserted: 1, updated: 0, deleted: 2 },
    ],
    before: {
      skillHash: production,
      trial: expect.objectContaining({ id: old[2], repeat: 2, isPassed: false }),
      answer: null,
      changes: [],
    },
  });
  expect(detail?.trial.checks[0]?.evidence).toBe('saw a');
  const beforeOf = async (id = '') => (await reads.findTrial(id))?.before?.trial.id ?? null;
  expect([await beforeOf(now[2]), await beforeOf(now[3]), await beforeOf(old[1])]).toEqual([
    old[1],
    null,
    null,
  ]);
});

test('results of a version are the newest of each cell and repeat; without the skill those of all versions count', async () => {
  const one = await addVersion('Say one.');
  const two = await addVersion('Say two.');
  const without = { condition: 'mcp' } as const;
  const first = await insert({
    spec: { skillHash: one },
    minute: 0,
    trials: [
      trial(['a S01 p']), // 1: older than the second run's
      trial(['a S01 p'], { repeat: 2 }), // 2
      trial(['a S01 p'], without), // 3: older than that of the other version
      trial(['a S01 p'], { ...without, repeat: 2 }), // 4
      trial(['a S01 p'], { scenarioId: 'gone' }),
    ],
  });
  const second = await insert({
    spec: { skillHash: one },
    minute: 1,
    ending: null,
    trials: [trial(['a S01 f']), trial([], { repeat: 2, status: 'infra-failed' })],
  });
  const other = await insert({
    spec: { skillHash: two },
    minute: 2,
    trials: [trial(['a S01 f'], without), trial(['a S01 f'])],
  });
  await insert({ spec: { skillHash: one, skillName: 'dulse' }, minute: 3, trials: [trial(['a S01 f'])] });
  const ids = async (hash: string) => (await reads.resultsOf(skillName, hash)).map(({ id }) => id);
  expect(await ids(one)).toEqual([other[1], first[4], second[1], first[2]]);
  expect(await ids(two)).toEqual([other[1], first[4], other[2]]);
  expect(await ids('f'.repeat(64))).toEqual([other[1], first[4]]);
});

test('the ledger of a version shows the rule that was taken out, who skipped it, and how to put it back', async () => {
  const production = await addVersion('Say one.', true);
  const files = { 'SKILL.md': '---\nname: kelp\ndescription: How to grow kelp.\n---\n# Kelp\n\nGrow it.\n' };
  const created = await skills.createVersion({ skillName, files, author: 'ann', note: '' });
  const hash = created.status === 'refused' ? '' : created.version.hash;
  await insert({ spec: { skillHash: production }, minute: 0, trials: [trial(['a S01 p'])] });
  const [, skipped] = await insert({
    spec: { skillHash: hash },
    minute: 1,
    trials: [trial(['a S01 f', '?b S02 p'])],
  });
  const rate = { condition: 'mcp+skill', modelId: 'demo:kelp', applicable: 1, fileLoaded: 0, trials: 1 };
  const missing = { level: 'must', path: '', line: 0, isMissing: true };
  // Versions may be named by the first 12 characters of their hash.
  expect(await reads.ledger(skillName, hash.slice(0, 12))).toEqual({
    rules: [
      { ...missing, ruleId: 'S01', text: 'Say one.', checks: ['view/a'], rates: [{ ...rate, skipped: 1 }] },
      {
        ...missing,
        ruleId: 'S02',
        level: 'should',
        text: '',
        checks: ['view/b'],
        rates: [{ ...rate, skipped: 0 }],
      },
    ],
    suggestions: [
      expect.objectContaining({
        id: 'restore:S01',
        trialIds: [skipped],
        files: { 'SKILL.md': `${files['SKILL.md']}\n- [S01|must] Say one.\n` },
      }),
    ],
  });
});

test('the gate holds the newest complete run of a version against the results of production', async () => {
  const production = await addVersion('Say one.', true);
  const hash = await addVersion('Say two.');
  const both = (result: string) =>
    ['demo:coral', 'demo:kelp'].map((modelId) => trial([result, '?b S02 p'], { modelId }));
  expect(await reads.gate(skillName, hash)).toMatchObject({
    status: 'closed',
    evalRunId: null,
    reasons: [{ code: 'not-run' }],
  });
  await insert({ spec: { skillHash: production }, minute: 0, trials: both('a S01 p') });
  const [failed] = await insert({ spec: { skillHash: hash }, minute: 1, trials: both('a S01 f') });
  const other = { spec: { skillHash: hash, skillName: 'dulse' }, minute: 9, trials: both('a S01 p') };
  await insert(other);
  expect(await reads.gate(skillName, hash)).toMatchObject({
    status: 'closed',
    evalRunId: failed,
    reasons: [{ code: 'must-rule-worse', about: ['S01'] }],
  });
  const [passed] = await insert({ spec: { skillHash: hash }, minute: 2, trials: both('a S01 p') });
  expect(await reads.gate(skillName, hash)).toMatchObject({ status: 'open', evalRunId: passed });
  expect((await reads.gate(skillName, production)).notes[0]).toBe('This version is in production.');
});

test('an answer may cost what the installation allows', async () => {
  const hash = await addVersion('Say one.', true);
  const trials = ['a:x', 'b:y'].map((modelId) => trial(['a S01 p'], { modelId, costUsd: 0.02 }));
  await insert({ spec: { skillHash: hash }, minute: 0, trials });
  const listScenarios = () => Promise.resolve([scenario('view', ['a S01 p'])]);
  const costs = async (maxMeanCostUsd: number) => {
    const strict = new EvalReads({ db: database.prisma, skills, listScenarios, maxMeanCostUsd });
    return (await strict.gate(skillName, hash)).status;
  };
  expect([await costs(0.02), await costs(0.019)]).toEqual(['open', 'closed']);
});

test('trends go from version to version, each by the newest of its own trials', async () => {
  const one = await addVersion('Say one.');
  await addVersion('Never tried.');
  const two = await addVersion('Say two.');
  await insert({
    spec: { skillHash: one },
    minute: 0,
    trials: [trial(['a S01 f']), trial(['a S01 f'], { condition: 'mcp' })],
  });
  await insert({ spec: { skillHash: one }, minute: 1, trials: [trial(['a S01 p'])] });
  await insert({ spec: { skillHash: two }, minute: 2, trials: [trial(['a S01 f'])] });
  await insert({ spec: { skillHash: two, skillName: 'dulse' }, minute: 3, trials: [trial(['a S01 p'])] });
  const points = await reads.trends(skillName);
  expect(
    points.map(({ skillVersion, skillHash, condition, passAt1 }) => [
      skillVersion,
      skillHash,
      condition,
      passAt1,
    ]),
  ).toEqual([
    [1, one, 'mcp', 0],
    [1, one, 'mcp+skill', 1],
    [3, two, 'mcp+skill', 0],
  ]);
});

test('what there is not is not found, whatever its id looks like', async () => {
  const asked = ["' OR 1 = 1", createId()].map((id) =>
    Promise.all([reads.findRun(id, { evidence: true }), reads.findSummary(id), reads.findTrial(id)]),
  );
  expect(await Promise.all(asked)).toEqual([
    [undefined, undefined, undefined],
    [undefined, undefined, undefined],
  ]);
  const gone = 'f'.repeat(64);
  for (const read of [() => reads.gate(skillName, gone), () => reads.ledger(skillName, gone)]) {
    await expect(read()).rejects.toMatchObject({ code: 'not-found' });
  }
});
