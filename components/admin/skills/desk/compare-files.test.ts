import { expect, test } from 'vitest';
import { findChanges, isSameText, listPaths } from './compare-files.ts';

const from = { 'references/b.md': 'b', 'SKILL.md': 'one', 'references/a.md': 'a' };

test('SKILL.md comes first, then the references by name', () => {
  expect(listPaths(from)).toEqual(['SKILL.md', 'references/a.md', 'references/b.md']);
});

test('tells what was added, removed and changed', () => {
  const to = { 'SKILL.md': 'two', 'references/b.md': 'b', 'references/c.md': '' };
  expect(findChanges(from, to)).toEqual([
    { path: 'SKILL.md', kind: 'changed' },
    { path: 'references/a.md', kind: 'removed' },
    { path: 'references/c.md', kind: 'added' },
  ]);
  expect([isSameText(from, { ...from }), isSameText(from, to)]).toEqual([true, false]);
});
