import { expect, test } from 'vitest';
import type { ToolPart } from '#lib/protocol/message.ts';
import type { WorkbenchChange } from '#lib/protocol/workbench.ts';
import { foldChanges } from './fold-changes.ts';
import { foldNewTables } from './fold-new-tables.ts';
import { readChanges } from './read-changes.ts';

const on = 'public.notes';
const added: WorkbenchChange = { kind: 'table', action: 'added', on };
const dropped: WorkbenchChange = { kind: 'table', action: 'dropped', on };
const rows = (inserted: number, updated: number, deleted: number): WorkbenchChange => ({
  kind: 'rows',
  on,
  inserted,
  updated,
  deleted,
});
const rls = (before: string, after: string): WorkbenchChange => ({
  kind: 'rls',
  action: 'altered',
  on,
  before,
  after,
});

test('rows of one table are added up', () => {
  expect(foldChanges([rows(3, 0, 0), added, rows(1, 2, 4)])).toEqual([rows(4, 2, 4), added]);
});

test('what was added and dropped again was never there; what was dropped and made anew is another', () => {
  expect(foldChanges([added, dropped])).toEqual([]);
  expect(foldChanges([dropped, added])).toEqual([{ ...added, action: 'altered' }]);
});

test('what was added and altered is new, with its last form', () => {
  const altered: WorkbenchChange = { ...added, action: 'altered', after: 'id, body' };
  expect(foldChanges([added, altered])).toEqual([{ ...added, after: 'id, body' }]);
});

test('of several alterations the first before and the last after stay', () => {
  expect(foldChanges([rls('off', 'on'), rls('on', 'forced')])).toEqual([rls('off', 'forced')]);
});

test('policies of one table are told apart by name', () => {
  const policy = (name: string): WorkbenchChange => ({ kind: 'policy', action: 'added', on, name });
  expect(foldChanges([policy('a'), policy('b')])).toEqual([policy('a'), policy('b')]);
});

test('a table that goes takes what was told of its parts with it', () => {
  const column: WorkbenchChange = { kind: 'column', action: 'added', on, name: 'body' };
  expect([foldChanges([added, column, rows(1, 0, 0), dropped]), foldChanges([column, dropped])]).toEqual([
    [],
    [dropped],
  ]);
});

test('the parts of a new table are counted, those of an old one are told', () => {
  const part = (kind: string, name: string, where = on): WorkbenchChange => ({
    kind,
    action: 'added',
    on: where,
    name,
  });
  const policy = part('policy', 'own notes');
  const elsewhere = part('column', 'done', 'public.tasks');
  const parts = [part('column', 'id'), part('column', 'body'), part('index', 'notes_pkey')];
  expect(foldNewTables([added, ...parts, policy, elsewhere])).toEqual([
    { ...added, after: '2 columns, 1 index' },
    policy,
    elsewhere,
  ]);
});

test('changes are read from what tools of an answer returned, and only from what looks like one', () => {
  const tool = (toolCallId: string, state: ToolPart['state'], output: unknown): ToolPart => ({
    type: 'dynamic-tool',
    toolCallId,
    toolName: 'execute_sql',
    state,
    output,
  });
  const parts = [
    tool('1', 'output-available', { rows: [], changed: [added, 7, null, { kind: 'rows', on }, { on: 'x' }] }),
    tool('2', 'running', { changed: [dropped] }),
    tool('3', 'output-available', 'changed'),
    tool('4', 'output-available', { changed: [rows(1, 0, 0)] }),
  ];
  expect(readChanges({ parts })).toEqual([added, rows(1, 0, 0)]);
});
