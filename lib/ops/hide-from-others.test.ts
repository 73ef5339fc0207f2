import type { IncomingHttpHeaders } from 'node:http';
import { expect, test } from 'vitest';
import { hideFromOthers, type AdminDoor } from './hide-from-others.ts';

const door = (who: { isAdmin?: boolean; isClaimOpen?: boolean }): AdminDoor => ({
  isAdmin: () => Promise.resolve(who.isAdmin ?? false),
  isClaimOpen: () => Promise.resolve(who.isClaimOpen ?? false),
});

async function ask(url: string, who: AdminDoor) {
  const headers: IncomingHttpHeaders = { cookie: 'a=b', rsc: '1', 'next-router-state-tree': '[]' };
  const request = { url, headers };
  await hideFromOthers(request, who);
  return request;
}

test.each([
  '/admin',
  '/admin/',
  '/ADMIN',
  '/admin?_rsc=abc',
  '/admin.rsc',
  '/admin.segments/_tree.segment.rsc',
  '/admin/users?kind=admins',
  '/x/../admin',
  '/%61dmin/users',
  '/./admin//users',
  '/admin/claim',
])('[X61] %s leads whoever is no admin nowhere', async (url) => {
  expect(await ask(url, door({}))).toEqual({
    url: '/there-is-nothing-here',
    headers: { cookie: 'a=b', rsc: '1' },
  });
});

test.each(['/api/admin/runs', '/api/admin', '/API/Admin/evals/1'])(
  '[X61] %s leads nowhere either',
  async (url) => {
    expect((await ask(url, door({}))).url).toBe('/api/there-is-nothing-here');
  },
);

test.each(['/', '/administer', '/s/admin', '/admin/%2e%2e/', '/%', '/settings?from=/admin'])(
  '%s is not of admins',
  async (url) => {
    expect((await ask(url, door({}))).url).toBe(url);
  },
);

test('an admin gets what they ask for', async () => {
  expect((await ask('/admin/users', door({ isAdmin: true }))).url).toBe('/admin/users');
});

test('while nobody is an admin, the one page that makes one is there', async () => {
  const [claim, users] = await Promise.all(
    ['/admin/claim', '/admin/users'].map((url) => ask(url, door({ isClaimOpen: true }))),
  );
  expect([claim?.url, users?.url]).toEqual(['/admin/claim', '/there-is-nothing-here']);
});

test('who it is for is asked by the cookie alone', async () => {
  const asked: string[][] = [];
  const isAdmin = (headers: Headers) => {
    asked.push([...headers.keys()]);
    return Promise.resolve(true);
  };
  await ask('/admin', { ...door({}), isAdmin });
  expect(asked).toEqual([['cookie']]);
});

test('without an answer of the database the page is left to ask', async () => {
  const isAdmin = () => Promise.reject(new Error('gone'));
  expect((await ask('/admin', { ...door({}), isAdmin })).url).toBe('/admin');
});
