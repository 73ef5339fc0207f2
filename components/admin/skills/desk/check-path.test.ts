import { expect, test } from 'vitest';
import { limits } from '../testing/desk-fixture.ts';
import { findNameFault, toReferenceName, toReferencePath } from './check-path.ts';

const files = { 'SKILL.md': '', 'references/slow.md': '' };

test('a name makes a path and comes back from it', () => {
  expect(toReferencePath('when-slow')).toBe('references/when-slow.md');
  expect(toReferenceName('references/when-slow.md')).toBe('when-slow');
});

test.each([
  ['fast', undefined, undefined],
  ['slow', undefined, 'There is one of that name.'],
  ['slow', 'references/slow.md', undefined],
  ['../etc', undefined, 'Use a to z, 0 to 9 and hyphens.'],
  ['Slow', undefined, 'Use a to z, 0 to 9 and hyphens.'],
  ['', undefined, 'Use a to z, 0 to 9 and hyphens.'],
])('a reference called %j, before %j: %j', (name, from, fault) => {
  expect(findNameFault(name, files, limits, from)).toBe(fault);
});

test('there are only so many references', () => {
  const full = { ...files, 'references/b.md': '' };
  expect(findNameFault('c', full, limits)).toBe('More than 2 references are too many.');
  expect(findNameFault('c', full, limits, 'references/b.md')).toBeUndefined();
});
