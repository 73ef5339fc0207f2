import { expect, test } from 'vitest';
import { toFolderView, toVersionView, toWorkingVersion } from './to-skill-view.ts';

const versions = [
  { hash: 'ccc', number: 3 },
  { hash: 'bbb', number: 2 },
  { hash: 'aaa', number: 1 },
];

test('what is worked on is staging while that is newer than production', () => {
  const production = { label: 'production', hash: 'bbb' } as const;
  expect(toWorkingVersion(versions, [production, { label: 'staging', hash: 'ccc' }])?.number).toBe(3);
  expect(toWorkingVersion(versions, [production, { label: 'staging', hash: 'aaa' }])?.number).toBe(2);
  expect(toWorkingVersion(versions, [production])?.number).toBe(2);
  expect(toWorkingVersion(versions, [])?.number).toBe(3);
  expect(toWorkingVersion([], [])).toBeUndefined();
});

test('the folder is at production, at another version, at text of its own, or not there', () => {
  const states = ['bbb', 'ccc', 'ddd', undefined].map((hash) => toFolderView(hash, 'bbb', versions));
  expect(states).toEqual([
    { state: 'same' },
    { state: 'other-version', number: 3 },
    { state: 'unknown-text' },
    { state: 'missing' },
  ]);
});

test('a version comes with its author by name and what followed it', () => {
  const at = new Date(0);
  const row = { skillName: 'kelp', hash: 'abcdef', number: 1, author: 'ann-id', note: '', parent: null };
  const counts = [{ version: 'abc', answers: 2, sessions: 1, trials: 9, newestAt: at }];
  expect(toVersionView({ ...row, createdAt: at }, () => 'Ann', counts)).toEqual({
    hash: 'abcdef',
    number: 1,
    author: 'Ann',
    note: '',
    parent: null,
    createdAt: '1970-01-01T00:00:00.000Z',
    uses: { answers: 2, sessions: 1, trials: 9 },
  });
});
