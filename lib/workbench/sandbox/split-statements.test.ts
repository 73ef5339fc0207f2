import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitStatements } from './split-statements.ts';

test.each([
  ['', []],
  [' ;; -- nothing\n ; /* ; */', []],
  ['SELECT 1', ['SELECT 1']],
  ['SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
  [`SELECT ';'; SELECT 2`, [`SELECT ';'`, 'SELECT 2']],
  [`SELECT 'it''s;'; SELECT 2`, [`SELECT 'it''s;'`, 'SELECT 2']],
  [`SELECT '\\'; SELECT 2`, [`SELECT '\\'`, 'SELECT 2']],
  [`SELECT E'\\';'; SELECT 2`, [`SELECT E'\\';'`, 'SELECT 2']],
  [`SELECT name'\\'; SELECT 2`, [`SELECT name'\\'`, 'SELECT 2']],
  ['SELECT "a;""b"; SELECT 2', ['SELECT "a;""b"', 'SELECT 2']],
  ['SELECT $$;$$; SELECT $a$;$$;$a$', ['SELECT $$;$$', 'SELECT $a$;$$;$a$']],
  ['SELECT a$b$; SELECT $b$', ['SELECT a$b$', 'SELECT $b$']],
  ['SELECT 1 -- ; \n; SELECT 2', ['SELECT 1 -- ;', 'SELECT 2']],
  ['SELECT 1 /* ; /* ; */ ; */; SELECT 2', ['SELECT 1 /* ; /* ; */ ; */', 'SELECT 2']],
  [
    'CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3',
    ['CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)', 'SELECT 3'],
  ],
  [
    'CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3',
    [
      'CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END',
      'SELECT 3',
    ],
  ],
  ['BEGIN; SELECT 1; END; SELECT 2', ['BEGIN', 'SELECT 1', 'END', 'SELECT 2']],
  [`SELECT 'open; SELECT 2`, [`SELECT 'open; SELECT 2`]],
])('%j is split as psql splits it', (sql, statements) => {
  expect(splitStatements(sql)).toEqual(statements);
});

test('a script of whole statements comes apart into them, whatever they quote', () => {
  const quoted = fc.string().map((text) => `SELECT '${text.replaceAll("'", "''").replaceAll('\0', '')}'`);
  const dollars = fc
    .string()
    .filter((text) => !text.includes('$'))
    .map((text) => `DO $body$${text}$body$`);
  const commented = fc
    .string()
    .filter((text) => !text.includes('*') && !text.includes('/'))
    .map((text) => `SELECT /* ${text} */ 1`);
  fc.assert(
    fc.property(fc.array(fc.oneof(quoted, dollars, commented)), (statements) => {
      expect(splitStatements(statements.join(';\n'))).toEqual(statements);
    }),
  );
});
