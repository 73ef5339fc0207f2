import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { TestAuth, userIdOf } from './testing/test-auth.ts';

let database: TestDatabase;
let server: TestAuth;

beforeAll(async () => {
  database = await createTestDatabase();
  server = new TestAuth(database.prisma);
});
afterAll(() => database.drop());

const password = 'ten chars!';

test('a first visitor is a guest after one request, without a real address', async () => {
  const reply = await server.call('/sign-in/anonymous');
  const user = await database.prisma.user.findUniqueOrThrow({ where: { id: userIdOf(reply) } });
  expect(reply.status).toBe(200);
  expect(user).toMatchObject({ name: 'Guest', isAnonymous: true, emailVerified: false });
  expect(user.email).toMatch(/^guest-[0-9a-f-]{36}@guest\.invalid$/);
});

test('the cookie is for this site alone and out of reach of scripts', async () => {
  const { setCookie } = await server.call('/sign-in/anonymous');
  expect(setCookie).toEqual([
    expect.stringMatching(/^holdfast\.login=[^;]+; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
});

test('behind https the cookie is Secure and bound to the host', async () => {
  const secure = new TestAuth(database.prisma, { PUBLIC_URL: 'https://chat.example.com' });
  const { setCookie } = await secure.call('/sign-in/anonymous', { origin: 'https://chat.example.com' });
  expect(setCookie).toEqual([
    expect.stringMatching(
      /^__Host-holdfast\.login=[^;]+; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    ),
  ]);
});

test('who is signed in does not become a guest by mistake', async () => {
  const guest = await server.signInGuest();
  const again = await server.call('/sign-in/anonymous', { cookie: guest.cookie });
  expect({ status: again.status, setCookie: again.setCookie }).toEqual({ status: 400, setCookie: [] });
});

test('a password has 10 to 128 characters', async () => {
  const signUp = async (length: number) => {
    const body = { name: 'Ada', email: `length-${length}@example.com`, password: 'p'.repeat(length) };
    const { status } = await new TestAuth(database.prisma).call('/sign-up/email', { body });
    return status;
  };
  expect(await Promise.all([9, 10, 128, 129].map(signUp))).toEqual([400, 200, 200, 400]);
});

test('[X70] an address signs up once, however it is spelled', async () => {
  const body = { name: 'Ada', email: 'once@example.com', password };
  const replies = [
    await server.call('/sign-up/email', { body, address: '10.9.0.1' }),
    await server.call('/sign-up/email', {
      body: { ...body, email: 'ONCE@Example.com' },
      address: '10.9.0.1',
    }),
    await server.call('/sign-up/email', {
      body: { ...body, email: 'οnce@example.com' },
      address: '10.9.0.1',
    }),
    await server.call('/sign-in/email', {
      body: { ...body, email: 'Once@EXAMPLE.com' },
      address: '10.9.0.1',
    }),
  ];
  expect(replies.map((reply) => reply.status)).toEqual([200, 422, 400, 200]);
});

test('a name is cleaned, a picture from elsewhere is not kept', async () => {
  const body = {
    name: ' A\u0000da \ud800',
    email: 'name@example.com',
    password,
    image: 'https://evil.example/beacon.png',
  };
  const reply = await server.call('/sign-up/email', { body, address: '10.9.0.2' });
  const user = await database.prisma.user.findUniqueOrThrow({ where: { id: userIdOf(reply) } });
  expect({ name: user.name, image: user.image }).toEqual({ name: 'A\ufffdda \ufffd', image: null });
});

test.for([
  { name: '   ', password },
  { name: 'n'.repeat(101), password },
  { name: 5, password },
  { name: 'Ada', password: { $gt: '' } },
  { name: 'Ada' },
])('[X70] a sign-up with %o is refused and leaves nothing', async (fields) => {
  const before = await database.prisma.user.count();
  const fresh = new TestAuth(database.prisma);
  const reply = await fresh.call('/sign-up/email', { body: { email: 'refused@example.com', ...fields } });
  expect({ status: reply.status, users: await database.prisma.user.count(), log: fresh.logLines }).toEqual({
    status: 400,
    users: before,
    log: [],
  });
});

test('nobody gives themselves a role or a verified address', async () => {
  const body = {
    name: 'Eve',
    email: 'eve@example.com',
    password,
    role: 'admin',
    emailVerified: true,
    isAnonymous: true,
  };
  await new TestAuth(database.prisma).call('/sign-up/email', { body });
  const users = await database.prisma.user.findMany({ where: { email: 'eve@example.com' } });
  expect(
    users.filter((user) => user.role !== null || user.emailVerified || user.isAnonymous === true),
  ).toEqual([]);
});

test('[X70] 100 wrong passwords from one IPv6 network get ten tries', async () => {
  await server.call('/sign-up/email', {
    body: { name: 'V', email: 'victim@example.com', password },
    address: '10.9.0.3',
  });
  const statuses = new Map<number, number>();
  for (let host = 1; host <= 100; host++) {
    const body = { email: 'victim@example.com', password: `wrong password ${host}` };
    const { status } = await server.call('/sign-in/email', {
      body,
      address: `2001:db8:1:2::${host.toString(16)}`,
    });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect(Object.fromEntries(statuses)).toEqual({ 401: 10, 429: 90 });
});

test('[X70] wrong passwords from everywhere rest the account, and a right one clears the count', async () => {
  const guarded = new TestAuth(database.prisma, { HOLDFAST_WRONG_PASSWORDS: '3' });
  const email = 'spread@example.com';
  const signIn = async (host: number, guess: string) => {
    const reply = await guarded.call('/sign-in/email', {
      body: { email, password: guess },
      address: `10.1.${host}.1`,
    });
    return reply.status;
  };
  await guarded.call('/sign-up/email', { body: { name: 'S', email, password } });
  const statuses = [
    await signIn(1, 'wrong guess'),
    await signIn(2, password),
    await signIn(3, 'wrong guess'),
    await signIn(4, 'wrong guess'),
    await signIn(5, 'wrong guess'),
    await signIn(6, password),
  ];
  expect(statuses).toEqual([401, 200, 401, 401, 401, 429]);
});

test('guests are counted per network', async () => {
  const limited = new TestAuth(database.prisma, { HOLDFAST_GUESTS_PER_MINUTE: '2' });
  const statuses = [];
  for (const address of ['::ffff:10.2.0.1', '10.2.0.1', '10.2.0.1', '10.2.0.2']) {
    statuses.push((await limited.call('/sign-in/anonymous', { address })).status);
  }
  expect(statuses).toEqual([200, 200, 429, 200]);
});

test.for(['https://evil.example', 'null', 'http://localhost:3000.evil.example', 'http://localhost:3001'])(
  '[X3] a signed-in browser that comes from %s is refused',
  async (origin) => {
    const { cookie } = await server.signInGuest('10.9.1.1');
    const { status } = await server.call('/sign-out', { cookie, origin });
    expect(status).toBe(403);
  },
);

test('what no test has opened is closed', async () => {
  const { cookie } = await server.signInGuest('10.9.1.2');
  const paths = [
    '/ok',
    '/error',
    '/update-user',
    '/delete-user',
    '/delete-anonymous-user',
    '/change-email',
    '/admin/list-users',
  ];
  const replies = await Promise.all(
    paths.map((path) =>
      server.call(path, { cookie, method: path === '/ok' || path === '/error' ? 'GET' : 'POST' }),
    ),
  );
  expect(replies.map((reply) => reply.status)).toEqual(paths.map(() => 404));
});

test('a banned user does not come in again', async () => {
  const body = { name: 'B', email: 'banned@example.com', password };
  const userId = userIdOf(await server.call('/sign-up/email', { body, address: '10.9.1.3' }));
  await database.prisma.user.update({ where: { id: userId }, data: { banned: true } });
  const refused = await server.call('/sign-in/email', { body, address: '10.9.1.3' });
  await database.prisma.user.update({
    where: { id: userId },
    data: { banExpires: new Date(Date.now() - 1000) },
  });
  const over = await server.call('/sign-in/email', { body, address: '10.9.1.3' });
  expect([refused.status, over.status]).toEqual([403, 200]);
});
