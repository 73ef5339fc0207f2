import { expect, test } from 'vitest';
import { createStatementNames } from './statement-names.ts';

test('a text has one name, and no other text has it', () => {
  const nameOf = createStatementNames();
  const texts = ['SELECT $1', 'SELECT $2', 'SELECT $1'];
  expect(texts.map((sql) => nameOf({ sql, args: [1] }))).toEqual(['prisma_0', 'prisma_1', 'prisma_0']);
});

test('a statement without parameters needs no name', () => {
  expect(createStatementNames()({ sql: 'BEGIN', args: [] })).toBe('');
});

test('a connection is not filled with names for texts without end', () => {
  const nameOf = createStatementNames();
  const names = Array.from({ length: 1_000 }, (_, n) => nameOf({ sql: `SELECT ${n}, $1`, args: [1] }));
  expect(new Set(names).size).toBe(501);
  expect(nameOf({ sql: 'SELECT 3, $1', args: [1] })).toBe('prisma_3');
});
