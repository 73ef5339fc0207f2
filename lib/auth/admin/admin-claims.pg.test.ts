import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createUsers } from '#lib/db/testing/create-users.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { AdminClaims } from './admin-claims.ts';
import { AuditLog } from './audit-log.ts';

let database: TestDatabase;
let claims: AdminClaims;

beforeAll(async () => {
  database = await createTestDatabase();
  await createUsers(database.prisma, ['alice', 'bob']);
});
afterAll(() => database.drop());
beforeEach(async () => {
  claims = new AdminClaims({ db: database.prisma });
  await database.prisma.adminClaim.deleteMany();
  await database.prisma.user.updateMany({ data: { role: null } });
});

const alice = { id: 'alice', name: 'Alice', isGuest: false };
const bob = { id: 'bob', name: 'Bob', isGuest: false };

async function offer(): Promise<string> {
  const token = await claims.offer();
  if (token === undefined) throw new Error('no claim was offered');
  return token;
}

async function listAdmins(): Promise<string[]> {
  const rows = await database.prisma.user.findMany({ where: { role: 'admin' } });
  return rows.map(({ id }) => id);
}

/** The code of a refusal, or `done`. */
function outcomeOf(claiming: Promise<void>): Promise<unknown> {
  return claiming.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
}

test('whoever has the token becomes the first admin, and it is written down', async () => {
  await claims.claim(await offer(), alice);
  const [entry] = await new AuditLog({ db: database.prisma }).list({}, 1);
  expect({ admins: await listAdmins(), isOpen: await claims.isOpen(), entry }).toEqual({
    admins: ['alice'],
    isOpen: false,
    entry: {
      id: expect.any(String),
      at: expect.any(String),
      actor: { id: 'alice', name: 'Alice' },
      action: 'admin-claim',
      subject: 'Alice',
      detail: {},
    },
  });
});

test('the token itself is nowhere in the database', async () => {
  const token = await offer();
  const [row] = await database.prisma.adminClaim.findMany();
  expect(row?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(row)).not.toContain(token);
});

test('of two at once with one token, one becomes admin', async () => {
  const token = await offer();
  const outcomes = await Promise.all([claims.claim(token, alice), claims.claim(token, bob)].map(outcomeOf));
  expect(outcomes.toSorted()).toEqual(['done', 'not-found']);
  expect(await listAdmins()).toHaveLength(1);
});

test('of many at once, with tokens that two nodes have printed, one becomes admin', async () => {
  const tokens = [await offer(), await offer()];
  const racers = Array.from({ length: 8 }, (_, index) => `racer-${index}`);
  await createUsers(database.prisma, racers);
  const outcomes = await Promise.all(
    racers.map((id, index) =>
      outcomeOf(claims.claim(tokens[index % 2] ?? '', { id, name: id, isGuest: false })),
    ),
  );
  expect(outcomes.toSorted()).toEqual(['done', ...Array<string>(7).fill('not-found')]);
  expect(await listAdmins()).toHaveLength(1);
});

test('once one was used, all of them are void, also when the admin is gone', async () => {
  const [first, second] = [await offer(), await offer()];
  await claims.claim(first, alice);
  await database.prisma.user.updateMany({ data: { role: null } });
  expect(await Promise.all([first, second].map((token) => outcomeOf(claims.claim(token, bob))))).toEqual([
    'not-found',
    'not-found',
  ]);
});

test('a token that is a day old is void, and gone with the next offer', async () => {
  const old = await offer();
  await database.prisma.adminClaim.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await outcomeOf(claims.claim(old, alice))).toBe('not-found');
  await offer();
  expect(await database.prisma.adminClaim.count()).toBe(1);
});

test('nothing is offered once there is an admin', async () => {
  await database.prisma.user.update({ where: { id: 'bob' }, data: { role: 'admin' } });
  expect(await claims.offer()).toBeUndefined();
});

test('a guest can not claim, and does not use the token up', async () => {
  const token = await offer();
  expect(await outcomeOf(claims.claim(token, { ...bob, isGuest: true }))).toBe('forbidden');
  expect(await outcomeOf(claims.claim(token, alice))).toBe('done');
});

test('after ten wrong tokens even the right one has to wait', async () => {
  const token = await offer();
  for (let attempt = 0; attempt < 10; attempt += 1) await outcomeOf(claims.claim('wrong', alice));
  expect(await outcomeOf(claims.claim(token, alice))).toBe('rate-limited');
  expect(await outcomeOf(claims.claim(token, bob))).toBe('done');
});
