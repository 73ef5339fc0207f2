import { expect, test } from 'vitest';
import { conditions } from '#lib/evals/model/eval-spec.ts';
import type { Part } from '#lib/protocol/message.ts';
import { toTrialRecord } from './trial-record.ts';

const call = (toolName: string, input: unknown, rest: object = {}): Part => ({
  type: 'dynamic-tool',
  toolCallId: toolName,
  toolName,
  state: 'output-available',
  input,
  ...rest,
});
const failed = (toolName: string, errorText: string) =>
  call(toolName, {}, { state: 'output-error', errorText });

test('what a run did is read from its message: words, calls, files and pages', () => {
  const parts: Part[] = [
    { type: 'text', text: 'First. ' },
    call('read_skill_file', { name: 'references/views.md' }),
    call('read_skill_file', { name: 'references/views.md' }),
    call('search_docs', { query: 'views' }, { output: { results: [{ id: 'views' }, { id: 'grants' }] } }),
    call('read_doc', { id: 'functions' }),
    failed('read_doc', 'SQL error'),
    { type: 'text', text: 'Then.' },
  ];
  const { trace, ...record } = toTrialRecord({ parts, code: null }, 'mcp+skill');
  expect(record).toEqual({
    answer: 'First. Then.',
    filesLoaded: ['references/views.md'],
    docsFetched: ['views', 'grants', 'functions'],
    updatedRows: [],
    toolFault: undefined,
    exhaustedDay: false,
  });
  expect(trace.map(({ tool, status }) => `${tool} ${status}`)).toEqual([
    'read_skill_file ok',
    'read_skill_file ok',
    'search_docs ok',
    'read_doc ok',
    'read_doc error',
  ]);
});

test('rows that calls changed in place are added up, table by table', () => {
  const rows = (on: string, updated: number) => ({ kind: 'rows', on, inserted: 1, updated, deleted: 0 });
  const changed = (...list: object[]) => call('execute_sql', {}, { output: { changed: list } });
  const parts = [
    changed(rows('public.a', 2), { kind: 'table', action: 'added', on: 'public.c' }),
    changed(rows('public.a', 3), rows('public.b', 0)),
    call('execute_sql', {}, { output: 'no such thing' }),
    call('read_doc', {}, { output: { changed: [rows('public.a', 9)] } }),
  ];
  expect(toTrialRecord({ parts, code: null }, 'mcp').updatedRows).toEqual([
    { table: 'public.a', inserted: 0, updated: 5, deleted: 0 },
  ]);
});

test('[X68] of an answer of ten megabytes only a part is graded', () => {
  const parts: Part[] = [{ type: 'text', text: 'x'.repeat(10_000_000) }];
  expect(toTrialRecord({ parts, code: null }, 'baseline').answer).toHaveLength(200_000);
});

test.each([
  [
    'execute_sql',
    'execute_sql could not be run: the Workbench is not available or took too long. Its outcome is unknown.',
  ],
  ['read_doc', 'The tool was not called. The server is not reachable.'],
  ['execute_sql', 'outcome unknown: the server stopped while the tool ran, and it was not run again'],
  ['execute_sql', 'The tool "execute_sql" gave no result within 30 s.'],
])('a tool of ours that broke is told: %s: %s', (tool, errorText) => {
  expect(toTrialRecord({ parts: [failed(tool, errorText)], code: null }, 'mcp').toolFault).toBe(
    `${tool}: ${errorText}`,
  );
});

test.each([
  ['execute_sql', 'SQL error 42P01: relation "x" does not exist'],
  ['drop_database', 'There is no tool "drop_database" now.'],
  ['execute_sql', 'SQL error P0001: outcome unknown: the server stopped'],
])("a mistake of the model's is none of ours: %s: %s", (tool, errorText) => {
  expect(toTrialRecord({ parts: [failed(tool, errorText)], code: null }, 'mcp').toolFault).toBeUndefined();
});

test('where there were no tools, calling one is an idea of the model', () => {
  const parts = [failed('execute_sql', 'There is no tool "execute_sql" now.')];
  const faults = conditions.map((condition) => toTrialRecord({ parts, code: null }, condition).toolFault);
  expect(faults).toEqual([undefined, expect.any(String), expect.any(String)]);
});

test("the budget of a day is not the answer's own", () => {
  const data = { kind: 'cost' as const, used: 1, limit: 1 };
  const parts = (scope: 'run' | 'day'): Part[] => [
    { type: 'data-budget', id: 'b', data: { ...data, scope } },
  ];
  expect(
    (['run', 'day'] as const).map(
      (scope) => toTrialRecord({ parts: parts(scope), code: 'budget-cost' }, 'mcp').exhaustedDay,
    ),
  ).toEqual([false, true]);
});
