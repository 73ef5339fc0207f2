import { expect, test } from 'vitest';
import { toSlug } from './to-slug.ts';

test.each([
  ['Add a notes table so each user keeps private notes.', 'add-a-notes-table-so-each-user-keeps'],
  ['  Crème brûlée!', 'creme-brulee'],
  ['2 tables, please', 'tables-please'],
  ['x'.repeat(90), 'x'.repeat(40)],
  ['数据库', 'scenario'],
  ['--', 'scenario'],
])('%j is %j', (words, slug) => {
  expect(toSlug(words)).toBe(slug);
});
