import { expect, test } from 'vitest';
import { createLogin } from './login.ts';
import { createPageLock } from './tab-lock.ts';

/** The auth routes of a server with one cookie jar. */
function createAuthServer() {
  const calls: string[] = [];
  let guests = 0;
  const fetch = (url: URL | RequestInfo, { method = 'GET' }: RequestInit = {}) => {
    calls.push(`${method} ${String(url)}`);
    if (method === 'POST') guests += 1;
    return Promise.resolve(Response.json(guests > 0 ? { user: { id: 'guest' } } : null));
  };
  return { calls, fetch };
}

test('tabs that open together on a first visit become one guest', async () => {
  const { calls, fetch } = createAuthServer();
  const lock = createPageLock();
  await Promise.all([createLogin({ fetch, lock }).ensure(), createLogin({ fetch, lock }).ensure()]);
  expect(calls).toEqual([
    'GET /api/auth/get-session',
    'POST /api/auth/sign-in/anonymous',
    'GET /api/auth/get-session',
  ]);
});

test('a server that refuses is told of', async () => {
  const login = createLogin({
    fetch: () => Promise.resolve(new Response(null, { status: 503 })),
    lock: createPageLock(),
  });
  await expect(login.ensure()).rejects.toThrow('cannot find the login: the server answered 503');
  await expect(login.signInAsGuest()).rejects.toThrow('cannot sign in as a guest: the server answered 503');
});
