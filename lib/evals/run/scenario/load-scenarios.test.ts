import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryDirectory } from '#lib/config/testing/temporary-directory.ts';
import { loadScenarios } from './load-scenarios.ts';

const check = {
  id: 'rls-on',
  rules: ['S02'],
  level: 'must',
  holds: 'Row level security is on',
  kind: 'catalogue',
  sql: 'select 1',
  expect: { value: 1 },
};
const scenario = { id: 'notes', title: 'Notes', prompt: 'Add notes.', rules: ['S02'], checks: [check] };
const sound = {
  'notes/scenario.json': JSON.stringify(scenario),
  'notes/seed.sql': '-- Nothing.',
  'notes/solutions/reference.sql': 'select 1;',
  'notes/solutions/wrong-a.sql': '-- fails: rls-on\nselect 2;',
  'notes/solutions/wrong-b.md': '-- fails: rls-on\nNo.',
};

async function load(files: Record<string, string | undefined>): ReturnType<typeof loadScenarios> {
  const directory = createTemporaryDirectory();
  for (const [path, text] of Object.entries(files)) {
    if (text === undefined) continue;
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  return loadScenarios(directory);
}

test('a scenario comes with its seed and its solutions, each as what it is', async () => {
  const nothing = { trace: undefined, steps: [{ kind: 'sql' }] };
  expect(await load(sound)).toMatchObject({
    faults: [],
    scenarios: [
      {
        scenario: { id: 'notes' },
        seed: '-- Nothing.',
        solutions: [
          { ...nothing, file: 'notes/solutions/reference.sql', kind: 'reference', fails: [] },
          { ...nothing, file: 'notes/solutions/wrong-a.sql', kind: 'wrong', fails: ['rls-on'] },
          { file: 'notes/solutions/wrong-b.md', kind: 'wrong', steps: [], answer: 'No.', fails: ['rls-on'] },
        ],
      },
    ],
  });
});

test.each<[string, Record<string, string | undefined>, string[]]>([
  ['no scenario.json', { 'notes/scenario.json': undefined }, ['notes/scenario.json : it is missing']],
  ['no seed', { 'notes/seed.sql': undefined }, ['notes/seed.sql : it is missing']],
  [
    'another id than the folder',
    { 'notes/scenario.json': JSON.stringify({ ...scenario, id: 'other' }) },
    ['notes/scenario.json id: it has to be "notes"'],
  ],
  [
    'too few solutions',
    { 'notes/solutions/reference.sql': undefined, 'notes/solutions/wrong-a.sql': undefined },
    [
      'notes/solutions : there is no reference solution',
      'notes/solutions : there are fewer than two wrong solutions',
    ],
  ],
  [
    'wrong solutions that do not say how, or say it wrongly',
    { 'notes/solutions/wrong-a.sql': 'select 2;', 'notes/solutions/wrong-b.md': '-- fails: rls-off\nNo.' },
    [
      'notes/solutions/wrong-a.sql : it does not say which must checks it fails',
      'notes/solutions/wrong-b.md : there is no must check "rls-off"',
    ],
  ],
  [
    'a solution of no known name',
    { 'notes/solutions/other.sql': 'select 1;' },
    ['notes/solutions/other.sql : a solution is named reference* or wrong*, .sql or .md'],
  ],
])('%s is told, and the scenario left out', async (_what, changed, expected) => {
  const { scenarios, faults } = await load({ ...sound, ...changed });
  expect([scenarios, faults.map(({ file, path, message }) => `${file} ${path}: ${message}`)]).toEqual([
    [],
    expected,
  ]);
});
