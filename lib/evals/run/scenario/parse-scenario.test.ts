import { expect, test } from 'vitest';
import { parseScenario } from './parse-scenario.ts';

const check = {
  id: 'rls-on',
  rules: ['S02'],
  level: 'must',
  holds: 'Row level security is on',
  kind: 'catalogue',
  sql: ['select 1', 'from pg_class'],
  expect: { value: 1 },
};
const scenario = { id: 'notes', title: 'Notes', prompt: 'Add notes.', rules: ['S02'], checks: [check] };

/** Where it is at fault, and why. */
function find(changed: object): string[] {
  const { faults } = parseScenario('notes/scenario.json', JSON.stringify({ ...scenario, ...changed }));
  return faults.map(({ file, path, message }) => `${file} ${path}: ${message}`);
}
const at = (fault: string): string => `notes/scenario.json ${fault}`;

test('a sound scenario is read, its statements as one text each', () => {
  expect(parseScenario('notes/scenario.json', JSON.stringify(scenario))).toEqual({
    scenario: { ...scenario, checks: [{ ...check, sql: 'select 1\nfrom pg_class' }] },
    faults: [],
  });
});

test('what is no JSON is told with its file', () => {
  expect(parseScenario('notes/scenario.json', '{').faults).toMatchObject([
    { file: 'notes/scenario.json', path: '', message: expect.stringMatching(/^no JSON: SyntaxError/) },
  ]);
});

test.each([
  ['a missing title', { title: undefined }, 'title: Invalid input: expected string, received undefined'],
  ['a field that is not known', { seed: '' }, ': Unrecognized key: "seed"'],
  ['a rule that is none', { rules: ['S2'] }, 'rules[0]: the id of a rule, such as S01'],
  ['no checks', { checks: [] }, 'checks: Too small: expected array to have >=1 items'],
])('%s is told with its path', (_what, changed, fault) => {
  expect(find(changed)).toContain(at(fault));
});

test.each([
  ['a level', { level: 'may' }, '.level: Invalid option: expected one of "must"|"should"'],
  ['a field of another kind', { words: {} }, ': Unrecognized key: "words"'],
  ['an expectation', { expect: { value: {} } }, '.expect.value: Invalid input'],
  ['no rules', { rules: [] }, '.rules: Too small: expected array to have >=1 items'],
  ['a name that is not there', { sql: 'select {{owner}}' }, '.sql: there is no name "owner"'],
  ['a rule of no scenario', { rules: ['S02', 'S03'] }, ".rules[1]: S03 is not among the scenario's rules"],
])('in a check, %s is told with its path', (_what, changed, fault) => {
  expect(find({ checks: [{ ...check, ...changed }] })).toContainEqual(
    expect.stringContaining(at(`checks[0]${fault}`)),
  );
});

test('all faults are told at once', () => {
  const steps = [
    { as: 'ada', sql: 'select 1', expect: 'works' },
    { as: 'eve', sql: 'select {{body}}', expect: 'works' },
  ];
  const { sql: _sql, expect: _expect, ...about } = check;
  expect(
    find({
      rules: ['S02', 'S05'],
      checks: [
        { ...about, kind: 'behaviour', steps },
        { ...about, kind: 'plan', as: 'zoe', sql: 'select 1', table: 'public.notes' },
      ],
    }),
  ).toEqual([
    at('checks[0].steps[1].sql: there is no name "body"'),
    at('checks[0].steps[1].as: there is no user "eve"'),
    at('checks[1].as: there is no user "zoe"'),
    at('checks[1]: it asks nothing of the plan'),
    at('checks[1].id: there is a check "rls-on" already'),
    at('rules[1]: no check names S05'),
  ]);
});

test('a judge alone decides no must', () => {
  const { sql: _sql, expect: _expect, ...about } = check;
  const judge = { ...about, kind: 'judge', question: 'Is it polite?' };
  expect([
    find({ checks: [judge] }),
    find({ checks: [{ ...judge, words: { all: [] } }] }),
    find({ checks: [check, { ...judge, id: 'polite', level: 'should' }] }),
    find({ checks: [{ ...judge, words: { any: ['please'] } }] }),
    find({ checks: [{ ...judge, words: { any: ['('] } }] }),
  ]).toEqual([
    [at('checks[0].level: a judge alone can not decide a must: add words')],
    [at('checks[0].level: a judge alone can not decide a must: add words')],
    [],
    [],
    [at('checks[0].words.any[0]: a regular expression')],
  ]);
});

test('a scenario in which nothing must hold is none', () => {
  expect(find({ checks: [{ ...check, level: 'should' }] })).toEqual([at('checks: no check is a must')]);
});
