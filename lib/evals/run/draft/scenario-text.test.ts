import { expect, test } from 'vitest';
import { readGrading, toChecksText, toScenario } from './scenario-text.ts';

const check = {
  id: 'rls-on',
  rules: ['S02'],
  level: 'must',
  holds: 'It holds',
  kind: 'catalogue',
  sql: 'select 1',
  expect: { value: 1 },
};
const edit = {
  slug: 'notes',
  title: 'Notes',
  prompt: 'Add notes.',
  seed: '',
  checks: JSON.stringify([check]),
};
const faults = (changed: object) =>
  toScenario({ ...edit, ...changed }).faults.map(({ path, message }) => `${path}: ${message}`);

test('a draft is a scenario whose rules are those of its checks', () => {
  expect(toScenario(edit)).toEqual({
    scenario: { id: 'notes', title: 'Notes', prompt: 'Add notes.', rules: ['S02'], checks: [check] },
    faults: [],
  });
});

test.each<[string, object, string]>([
  ['a slug', { slug: 'No Slug' }, 'slug: lower-case words with hyphens'],
  ['a title', { title: '' }, 'title: Too small'],
  ['no JSON', { checks: '[' }, 'checks: no JSON: '],
  ['no list', { checks: '{"check": []}' }, 'checks: a list of checks, or an object'],
  ['no check', { checks: '[]' }, 'checks: Too small'],
  ['a check', { checks: JSON.stringify([{ ...check, level: 'may' }]) }, 'checks[0].level: '],
  [
    'a user',
    { checks: JSON.stringify([{ ...check, sql: 'select {{x}}' }]) },
    'checks[0].sql: there is no name "x"',
  ],
  ['nonsense', { checks: '[null, 3, "x"]' }, 'checks[0]'],
])('a fault in %s is told with its place', (_name, changed, expected) => {
  const found = faults(changed).join('\n');
  expect(found).toContain(expected);
  expect(found).not.toMatch(/^(id|rules):/m);
});

test('names and users may stand beside the checks', () => {
  const text = JSON.stringify({ names: { x: { is: 'a column', sql: 'select 1' } }, checks: [check] });
  expect(faults({ checks: text })).toEqual([]);
});

test('checks come back as people wrote them, whatever order they were kept in', () => {
  const shuffle = (value: object) => Object.fromEntries(Object.entries(value).toReversed());
  const { sql: _, expect: __, ...about } = check;
  const rule = { called: 'docs', before: 'ddl' };
  const trace = { ...about, kind: 'trace', calls: [rule] };
  const shuffled = [shuffle(check), shuffle({ ...trace, calls: [shuffle(rule)] })];
  expect(toChecksText({ checks: shuffled })).toBe(JSON.stringify([check, trace], null, 2));
  const long = { users: { eve: {} }, checks: [check] };
  expect(readGrading(toChecksText(long))).toEqual({ grading: long });
});
