import { expect, test } from 'vitest';
import { toSeed } from './to-seed.ts';

test('each statement is ended, also behind a comment', () => {
  expect(
    toSeed([
      { kind: 'sql', sql: 'create table a () -- it; ends' },
      { kind: 'sql', sql: 'insert into a default values;' },
    ]),
  ).toBe('create table a () -- it; ends\n;\n\ninsert into a default values;\n');
});

test('a migration is done and recorded, statement by statement', () => {
  const sql = `create table "it's" (); comment on table "it's" is 'x;y'`;
  expect(toSeed([{ kind: 'migration', name: 'first', sql }])).toBe(
    [
      '-- The migration first',
      `create table "it's" ();`,
      `comment on table "it's" is 'x;y';`,
      "insert into workbench.migrations (version, name, statements) values ('0001', 'first', array[",
      `  'create table "it''s" ()',`,
      `  'comment on table "it''s" is ''x;y'''`,
      ']);',
      '',
    ].join('\n'),
  );
});
