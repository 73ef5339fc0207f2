import { expect, test } from 'vitest';
import { findSessionId, isWorkspacePath, toSessionPath } from './session-path.ts';

const sessionId = '0190163d-8694-739b-aea5-966c26f8ad91';

test('a session has one path', () => {
  expect(findSessionId(toSessionPath(sessionId))).toBe(sessionId);
});

test.each([
  '/',
  '/settings',
  '/s',
  '/s/',
  `/s/${sessionId}/more`,
  `/s/${sessionId.toUpperCase()}`,
  '/s/nonsense',
])('%s shows no session', (path) => {
  expect(findSessionId(path)).toBeUndefined();
});

test('the workspace shows new and existing sessions and nothing else', () => {
  expect(['/', `/s/${sessionId}`, '/settings', '/sign-in'].map(isWorkspacePath)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
