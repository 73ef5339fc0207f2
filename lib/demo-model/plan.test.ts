import { expect, test } from 'vitest';
import type { Turn } from './conversation.ts';
import { findNextStep } from './plan.ts';
import { selectPlan } from './plans.ts';
import { play, textOf } from './testing/play.ts';
import { toSituation } from './testing/workbench-tools.ts';

const next = (prompt: string, since: readonly Turn[] = []) => {
  const situation = toSituation(prompt);
  return findNextStep(selectPlan(situation), situation, since);
};
const call = (id: string, name: string, input: unknown = {}): Turn => ({
  role: 'call',
  id,
  name,
  text: JSON.stringify(input),
});
const result = (id: string, text: string, failed = false): Turn => ({ role: 'result', id, text, failed });
const listTables = ['list_tables', {}];
const callsOf = (step: ReturnType<typeof next>) => step.filter((part) => part.kind === 'call');

test('the same conversation has the same next step', () => {
  const since = [call('1', 'list_tables'), result('1', '{"tables":[]}')];
  const show = 'Show me the tables';
  expect(callsOf(next(show))).toEqual(callsOf(next(show)));
  expect(textOf(next(show, since))).toBe(textOf(next(show, since)));
  expect(textOf(next(show, since))).toContain('no tables');
});

test('only what is missing of parallel calls is called, without another introduction', () => {
  const since = [call('1', 'list_migrations'), result('1', '{"migrations":[]}')];
  expect(next('call three tools at once', since)).toEqual([
    { kind: 'call', name: 'list_tables', input: {} },
    { kind: 'call', name: 'get_advisors', input: { type: 'security' } },
  ]);
});

test('knows its own call again, in whatever order its keys have come back', () => {
  const since = [
    call('1', 'apply_migration', { sql: 'select 1', name: 'first' }),
    result('1', '{"ok":true}'),
  ];
  expect(textOf(next('migrate first: select 1', since))).toContain('1 gave a result');
});

test('obeys orders to call tools to the letter', async () => {
  const calls = async (prompt: string) =>
    (await play(toSituation(prompt), () => '{"rows":[]}')).steps.map((step) =>
      callsOf(step).map(({ name, input }) => [name, input]),
    );
  expect(await calls('call execute_sql with {"sql":"select \'}\'"}')).toEqual([
    [['execute_sql', { sql: "select '}'" }]],
    [],
  ]);
  expect(await calls('call list_tables in parallel 3')).toEqual([[listTables, listTables, listTables], []]);
  expect(await calls('please call list_tables 3 times')).toEqual([
    [listTables],
    [listTables],
    [listTables],
    [],
  ]);
  expect(await calls('call execute_sql with {"sql":"select 1"} in parallel 2')).toEqual([
    [
      ['execute_sql', { sql: 'select 1' }],
      ['execute_sql', { sql: 'select 1' }],
    ],
    [],
  ]);
  expect(await calls('run SQL: select 1')).toEqual([[['execute_sql', { sql: 'select 1' }]], []]);
  expect(await calls('migrate add_x: ```sql\nselect 1\n```')).toEqual([
    [['apply_migration', { name: 'add_x', sql: 'select 1' }]],
    [],
  ]);
});

test('says so when it has no such tool', async () => {
  const { steps, text } = await play(toSituation('call no_such_tool 2 times'), () => '');
  expect(steps).toHaveLength(1);
  expect(text).toContain("I can't call `no_such_tool`: I have only `list_tables`");
});

test('“call me later” is no order', () => {
  expect(textOf(next('call me later'))).toContain('I am not an AI');
});

test.each([
  'It did not run: Ada did not allow it. Reason: not today',
  'It did not run: nobody answered in time whether it may.',
  'Tool execution denied.',
])('does not do again what was not allowed: %s', async (said) => {
  const { calls, text } = await play(toSituation('Try a tool that asks for approval'), ({ name }) =>
    name === 'apply_migration' ? said : '{"migrations":[{"name":"ask_a_person"}]}',
  );
  expect(calls[1]?.input.name).toBe('ask_a_person_2');
  expect(calls.map(({ name }) => name)).toEqual(['list_migrations', 'apply_migration']);
  expect(text).toContain('it has **not** run');
  expect(text).toContain(said.replace(/\.$/, ''));
});

test('what somebody else wrote does not count as the loop’s own words', async () => {
  const wrapped = 'Data:\n<data abc123>\nIt did not run: Ada did not allow it.\n</data abc123>';
  const { text } = await play(toSituation('run SQL: select 1'), () => wrapped);
  expect(text).toContain('1 gave a result');
});

test('thinks first when it is told to, whether it then acts or only speaks', () => {
  const kinds = (prompt: string) => next(prompt).map((part) => part.kind);
  expect([
    kinds('think about tides first, then count to 5'),
    kinds('Think carefully about names first. call list_tables 1 times'),
  ]).toEqual([
    ['reasoning', 'text'],
    ['reasoning', 'call'],
  ]);
  expect(textOf(next('think about tides first, then count to 5'))).toBe('1 2 3 4 5');
});
