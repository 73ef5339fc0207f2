import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '#lib/db/client.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { TestAuth } from './testing/test-auth.ts';

let database: TestDatabase;
let server: TestAuth;

beforeAll(async () => {
  database = await createTestDatabase();
  server = new TestAuth(database.prisma, { HOLDFAST_GUESTS_PER_MINUTE: '1000' });
});
afterAll(() => database.drop());

const find = (cookie: string) => server.logins.findLogin(new Headers({ cookie }));

test('a cookie stands for its login', async () => {
  const guest = await server.signInGuest();
  const row = await database.prisma.login.findFirstOrThrow({ where: { userId: guest.userId } });
  expect(await find(guest.cookie)).toEqual({
    userId: guest.userId,
    loginId: row.id,
    name: 'Guest',
    isGuest: true,
    role: undefined,
    expiresAt: row.expiresAt,
  });
});

test('[X1] no cookie is no login', async () => {
  expect(await server.logins.findLogin(new Headers())).toBeUndefined();
});

test('[X2] an expired login is none', async () => {
  const guest = await server.signInGuest();
  await database.prisma.login.updateMany({
    where: { userId: guest.userId },
    data: { expiresAt: new Date(Date.now() - 1) },
  });
  expect(await find(guest.cookie)).toBeUndefined();
});

test('[X2] a login that was signed out is none, and its user is named to whoever holds sockets', async () => {
  const guest = await server.signInGuest();
  const reply = await server.call('/sign-out', { cookie: guest.cookie });
  expect({ status: reply.status, login: await find(guest.cookie), changed: server.changed.at(-1) }).toEqual({
    status: 200,
    login: undefined,
    changed: guest.userId,
  });
});

test('[X2] a cookie that was tampered with, or comes from another installation, is none', async () => {
  const guest = await server.signInGuest();
  const other = new TestAuth(database.prisma, { HOLDFAST_SECRET: 'another-secret-of-more-than-32-bytes-x' });
  const [name, value = ''] = guest.cookie.split('=');
  const [token, signature = ''] = decodeURIComponent(value).split('.');
  const forged = [
    `${name}=${token}`,
    `${name}=${token}.`,
    `${name}=${encodeURIComponent(`${token}x.${signature}`)}`,
    `${name}=${encodeURIComponent(`${token}.${'A'.repeat(43)}=`)}`,
    `${name}=%E0%A4%A`,
    `${name}=`,
  ];
  expect({
    forged: await Promise.all(forged.map(find)),
    elsewhere: await other.logins.findLogin(new Headers({ cookie: guest.cookie })),
  }).toEqual({ forged: forged.map(() => undefined), elsewhere: undefined });
});

test('[X5] two cookies of the name are none: one of them was planted', async () => {
  const [mine, planted] = [await server.signInGuest(), await server.signInGuest()];
  expect(await find(`${planted.cookie}; ${mine.cookie}`)).toBeUndefined();
});

test('[X26] a banned or deleted user has no login', async () => {
  const [banned, deleted] = [await server.signInGuest(), await server.signInGuest()];
  await database.prisma.user.update({ where: { id: banned.userId }, data: { banned: true } });
  await database.prisma.user.delete({ where: { id: deleted.userId } });
  expect([await find(banned.cookie), await find(deleted.cookie)]).toEqual([undefined, undefined]);
});

test('many logins are checked at once', async () => {
  const guests = [
    await server.signInGuest(),
    await server.signInGuest(),
    await server.signInGuest(),
    await server.signInGuest(),
  ];
  const ids = await Promise.all(
    guests.map(
      async ({ userId }) => (await database.prisma.login.findFirstOrThrow({ where: { userId } })).id,
    ),
  );
  const [live, expired, banned, ended] = guests;
  await database.prisma.login.updateMany({
    where: { userId: expired?.userId ?? '' },
    data: { expiresAt: new Date(0) },
  });
  await database.prisma.user.update({ where: { id: banned?.userId ?? '' }, data: { banned: true } });
  await server.call('/sign-out', { cookie: ended?.cookie ?? '' });
  expect(live).toBeDefined();
  expect(await server.logins.findLive(ids)).toEqual(new Set(ids.slice(0, 1)));
});

test('a database that does not answer signs nobody out', async () => {
  const guest = await server.signInGuest();
  const unreachable = createDatabase({
    url: 'postgresql://nobody@127.0.0.1:1/nothing',
    name: 'test',
    connections: 1,
  });
  const cut = new TestAuth(unreachable);
  const asked = cut.logins.findLogin(new Headers({ cookie: guest.cookie }));
  await expect(asked).rejects.toMatchObject({ code: 'busy', retryable: true });
  await unreachable.$disconnect();
});
