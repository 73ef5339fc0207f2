import { expect, test } from 'vitest';
import { toChangeWords } from './change-words.ts';

const on = 'public.notes';

test('a change says what it was done to and what was done', () => {
  expect([
    toChangeWords({ kind: 'table', action: 'added', on }),
    toChangeWords({ kind: 'grant', action: 'added', on, name: 'authenticated', after: 'INSERT, SELECT' }),
    toChangeWords({ kind: 'policy', action: 'dropped', on, name: 'own notes' }),
    toChangeWords({ kind: 'rls', action: 'altered', on, before: 'off', after: 'on' }),
    toChangeWords({ kind: 'column', action: 'altered', on, name: 'body', after: 'text not null' }),
  ]).toEqual([
    { what: 'Table', done: 'added', sign: 'added' },
    { what: 'Rights of authenticated', done: 'added: INSERT, SELECT', sign: 'added' },
    { what: 'Policy own notes', done: 'dropped', sign: 'dropped' },
    { what: 'Row level security', done: 'off → on', sign: 'altered' },
    { what: 'Column body', done: 'now text not null', sign: 'altered' },
  ]);
});

test('rows are counted by what happened to them', () => {
  const rows = (inserted: number, updated: number, deleted: number) =>
    toChangeWords({ kind: 'rows', on, inserted, updated, deleted });
  expect([rows(3, 0, 0), rows(0, 0, 2), rows(1_200, 4, 1)]).toEqual([
    { what: 'Rows', done: '+3', sign: 'added' },
    { what: 'Rows', done: '−2', sign: 'dropped' },
    { what: 'Rows', done: '+1,200 −1 4 updated', sign: 'altered' },
  ]);
});
