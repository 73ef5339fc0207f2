import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { Part } from '#lib/protocol/message.ts';
import { FeedbackReads } from '#lib/session/feedback-reads.ts';
import { createSandboxes, type TestSandboxes } from '#lib/workbench/testing/create-sandboxes.ts';
import { loadScenarios } from '../scenario/load-scenarios.ts';
import { toDraftFiles } from './draft-files.ts';
import { ScenarioDrafts } from './scenario-drafts.ts';

let installation: TestSandboxes;
let drafts: ScenarioDrafts;
const silent = { debug() {}, info() {}, warn() {}, error() {} } as unknown as Logger; // Cast: enough of one.

beforeAll(async () => {
  installation = await createSandboxes();
  drafts = openDrafts();
});
afterAll(() => installation[Symbol.asyncDispose]());

function openDrafts(): ScenarioDrafts {
  const db = installation.database.prisma;
  const feedback = new FeedbackReads({ db });
  return new ScenarioDrafts({ db, feedback, sandboxes: installation.sandboxes, logger: silent });
}

const call = (
  toolName: string,
  input: object,
  state: 'output-available' | 'output-error' = 'output-available',
): Part => ({
  type: 'dynamic-tool',
  toolCallId: createId(),
  toolName,
  state,
  input,
});

const earlier = [
  call('apply_migration', {
    name: 'shops',
    sql: `create table public.shops (id int primary key, name text) -- shops`,
  }),
  call('execute_sql', { sql: `insert into public.shops values (1, 'Kelp & Co')` }),
  call('execute_sql', { sql: 'select * from public.shops' }),
  call('execute_sql', { sql: 'drop table nowhere' }, 'output-error'),
];
const rated = [
  // Where its result is cut short there is half a character.
  { ...call('execute_sql', { sql: 'create table public.notes (id int)' }), output: `${'x'.repeat(1_999)}🌊` },
  call('execute_sql', { sql: 'grant select on public.notes to anon' }),
  { type: 'text', text: 'There are notes now.' } as const,
];

/** A session of two questions and answers, of which the second one is rated. */
async function rate(): Promise<{ sessionId: string; messageId: string }> {
  const db = installation.database.prisma;
  const sessionId = createId();
  await db.session.create({ data: { id: sessionId, ownerId: 'alice', epoch: 'epoch' } });
  const said: ['user' | 'assistant', Part[]][] = [
    ['user', [{ type: 'text', text: 'Add shops.' }]],
    ['assistant', earlier],
    ['user', [{ type: 'text', text: 'Add a notes table.' }]],
    ['assistant', rated],
    ['assistant', [call('execute_sql', { sql: 'drop table public.shops' })]],
  ];
  let parentId: string | null = null;
  const ids: string[] = [];
  for (const [index, [role, parts]] of said.entries()) {
    const id = createId();
    const row = {
      sessionId,
      id,
      parentId,
      role,
      status: 'complete',
      addedSeq: index + 2,
      createdAt: new Date(),
    };
    await db.message.create({ data: { ...row, parts: JSON.parse(JSON.stringify(parts)) } });
    parentId = id;
    ids.push(id);
  }
  const messageId = ids[3] ?? '';
  const note = 'unsafe: everybody reads it';
  await db.messageRating.create({ data: { sessionId, messageId, value: -1, note, ratedAt: new Date() } });
  return { sessionId, messageId };
}

async function make() {
  const { draftId } = await drafts.open(await rate(), 'admin');
  const draft = await drafts.find(draftId);
  if (!draft) throw new Error('it was made');
  const { slug, title, prompt, seed, checks } = draft;
  return { draft, draftId, edit: { slug, title, prompt, seed, checks } };
}

test('what no database holds as text is no reason not to save', async () => {
  const { draftId, edit } = await make();
  const odd = { ...edit, title: 'half \ud83d, none \0', checks: '[{ "id": "none \\u0000" }]' };
  expect(await drafts.save(draftId, odd, 1)).toMatchObject({ status: 'saved' });
  const saved = await drafts.find(draftId);
  expect([saved?.title, saved?.checks]).toEqual([
    'half \ufffd, none \ufffd',
    JSON.stringify([{ id: 'none \ufffd' }], null, 2),
  ]);
});

test('a rated answer becomes a draft that is a scenario already: it fails as it was answered, and untouched', async () => {
  const { draft, draftId, edit } = await make();
  expect(draft).toMatchObject({
    skillName: 'workbench',
    slug: 'add-a-notes-table',
    prompt: 'Add a notes table.',
    answer: 'There are notes now.',
    revision: 1,
    createdBy: 'admin',
  });
  expect(drafts.findFaults(edit)).toEqual([]);
  const tried = await drafts.tryOut(draftId, edit);
  const told = tried.checks.map((check) => [check.checkId, check.untouched.status, check.answered.status]);
  expect(told).toEqual([
    ['docs-first', 'fail', 'fail'],
    ['verified', 'fail', 'fail'],
    ['recorded', 'fail', 'fail'],
    ['rls-disabled-notes', 'fail', 'fail'],
    ['no-primary-key-notes', 'fail', 'fail'],
  ]);
  expect([tried.passesUntouched, tried.passesAnswered, tried.seedFault]).toEqual([false, false, undefined]);
});

test('the seed makes the sandbox what it was, its migration recorded, so that new ones are told apart', async () => {
  const { draftId, edit } = await make();
  const check = (id: string, sql: string, value: unknown) => ({
    id,
    rules: ['S17'],
    level: 'must',
    holds: 'So it is',
    kind: 'catalogue',
    sql,
    expect: { value },
  });
  const checks = JSON.stringify([
    check('shop', 'select name from public.shops', 'Kelp & Co'),
    check('migration', 'select name from workbench.migrations', 'shops'),
    { ...check('new', 'x', 0), sql: undefined, expect: undefined, schema: 'as-migrations' },
  ]);
  const tried = await drafts.tryOut(draftId, { ...edit, checks });
  expect(tried.checks.map(({ untouched }) => `${untouched.status}: ${untouched.evidence}`)).toEqual([
    expect.stringMatching(/^pass: /),
    expect.stringMatching(/^pass: /),
    'fail: no migration is recorded',
  ]);
});

test('a seed that does not apply is told, and nothing is graded', async () => {
  const { draftId, edit } = await make();
  expect(await drafts.tryOut(draftId, { ...edit, seed: 'select * from nowhere;' })).toEqual({
    seedFault: 'relation "nowhere" does not exist (42P01)',
    checks: [],
    passesUntouched: false,
    passesAnswered: false,
  });
  await expect(drafts.tryOut(draftId, { ...edit, checks: '[]' })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});

test('of two admins who make a draft at once, both get the same one', async () => {
  const source = await rate();
  const opened = await Promise.all([drafts.open(source, 'one'), openDrafts().open(source, 'two')]);
  expect(opened.map(({ status }) => status).toSorted()).toEqual(['found', 'made']);
  expect(opened[0]?.draftId).toBe(opened[1]?.draftId);
  expect(await drafts.open(source, 'three')).toEqual({ status: 'found', draftId: opened[0]?.draftId });
  expect(await drafts.findIds([source.messageId])).toEqual([
    { draftId: opened[0]?.draftId, messageId: source.messageId },
  ]);
});

test('of two saves over one revision, one is kept; a stale delete does nothing', async () => {
  const { draftId, edit } = await make();
  const saves = await Promise.all([
    drafts.save(draftId, { ...edit, title: 'One' }, 1),
    drafts.save(draftId, { ...edit, title: 'Two' }, 1),
  ]);
  expect(saves.map(({ status }) => status).toSorted()).toEqual(['saved', 'stale']);
  const kept = saves[0]?.status === 'saved' ? 'One' : 'Two';
  expect(await drafts.find(draftId)).toMatchObject({ title: kept, revision: 2 });
  await expect(drafts.save(draftId, { ...edit, checks: '[' }, 2)).rejects.toMatchObject({
    code: 'invalid-input',
  });
  expect(await drafts.remove(draftId, 1)).toBe('stale');
  expect(await drafts.remove(draftId, 2)).toBe('removed');
  expect([await drafts.remove(draftId, 2), await drafts.find(draftId)]).toEqual(['gone', undefined]);
  expect(await drafts.save(draftId, edit, 2)).toEqual({ status: 'gone' });
});

test('an answer that nobody rated has no draft', async () => {
  const source = { sessionId: createId(), messageId: createId() };
  await expect(drafts.open(source, 'admin')).rejects.toMatchObject({ code: 'not-found' });
});

test('its files are a folder of which the loader says what is missing', async () => {
  const { draft } = await make();
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-draft-'));
  for (const [path, text] of Object.entries(toDraftFiles(draft))) {
    const file = join(folder, draft.slug, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const { scenarios, faults } = await loadScenarios(folder);
  expect(scenarios).toEqual([]);
  expect(faults.map(({ file, message }) => `${file}: ${message}`)).toEqual([
    'add-a-notes-table/solutions: there is no reference solution',
    'add-a-notes-table/solutions: there are fewer than two wrong solutions',
    ...['reference', 'wrong-as-answered', 'wrong-other'].map(
      (name) =>
        `add-a-notes-table/solutions/${name}.unfinished.sql: a solution is named reference* or wrong*, .sql or .md`,
    ),
  ]);
});
