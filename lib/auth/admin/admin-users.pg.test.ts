import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createUsers } from '#lib/db/testing/create-users.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { AdminUsers } from './admin-users.ts';
import { AuditLog } from './audit-log.ts';

let database: TestDatabase;
let changed: string[];
let users: AdminUsers;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { prisma } = database;
  await prisma.user.deleteMany();
  await createUsers(prisma, ['alice', 'bob', 'carol']);
  await prisma.user.update({ where: { id: 'alice' }, data: { role: 'admin' } });
  changed = [];
  users = new AdminUsers({ db: prisma, onLoginsChanged: (userId) => void changed.push(userId) });
});

const alice = { id: 'alice', name: 'alice' };
const bob = { id: 'bob', name: 'bob' };

async function signIn(userId: string): Promise<void> {
  const expiresAt = new Date(Date.now() + 60_000);
  const id = crypto.randomUUID();
  await database.prisma.login.create({ data: { id, token: id, userId, expiresAt, updatedAt: new Date() } });
}

const countLogins = (userId: string) => database.prisma.login.count({ where: { userId } });

async function listAdmins(): Promise<string[]> {
  const rows = await database.prisma.user.findMany({ where: { role: 'admin' }, orderBy: { id: 'asc' } });
  return rows.map(({ id }) => id);
}

async function newestEntry() {
  const [entry] = await new AuditLog({ db: database.prisma }).list({}, 1);
  return (
    entry && { actor: entry.actor.id, action: entry.action, subject: entry.subject, detail: entry.detail }
  );
}

function outcomeOf(change: Promise<void>): Promise<unknown> {
  return change.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
}

test('an admin makes another one, and it is written down', async () => {
  await users.makeAdmin(alice, 'bob');
  expect({ admins: await listAdmins(), entry: await newestEntry() }).toEqual({
    admins: ['alice', 'bob'],
    entry: { actor: 'alice', action: 'admin-grant', subject: 'bob', detail: { userId: 'bob' } },
  });
});

test('whoever is no admin any more changes nobody', async () => {
  expect(await outcomeOf(users.makeAdmin(bob, 'carol'))).toBe('not-found');
  expect(await outcomeOf(users.ban(bob, 'carol', { reason: 'no', until: null }))).toBe('not-found');
  expect(await listAdmins()).toEqual(['alice']);
});

test.each(['makeAdmin', 'takeAdmin', 'liftBan'] as const)('nobody does %s to themselves', async (change) => {
  expect(await outcomeOf(users[change](alice, 'alice'))).toBe('forbidden');
});

test('nobody bans themselves', async () => {
  expect(await outcomeOf(users.ban(alice, 'alice', { reason: 'tired', until: null }))).toBe('forbidden');
});

test('[X26] taking the role away ends the logins, and tells whoever holds sockets', async () => {
  await users.makeAdmin(alice, 'bob');
  await signIn('bob');
  await users.takeAdmin(alice, 'bob');
  expect({ admins: await listAdmins(), logins: await countLogins('bob'), changed }).toEqual({
    admins: ['alice'],
    logins: 0,
    changed: ['bob'],
  });
});

test('two admins who take each other’s role at once leave one', async () => {
  for (let round = 0; round < 5; round += 1) {
    await database.prisma.user.updateMany({
      where: { id: { in: ['alice', 'bob'] } },
      data: { role: 'admin' },
    });
    const outcomes = await Promise.all(
      [users.takeAdmin(alice, 'bob'), users.takeAdmin(bob, 'alice')].map(outcomeOf),
    );
    expect(outcomes.toSorted()).toEqual(['done', 'not-found']);
    expect(await listAdmins()).toHaveLength(1);
  }
});

test('[X26] a ban ends all logins, takes the role, and says why and until when', async () => {
  await users.makeAdmin(alice, 'bob');
  await signIn('bob');
  const until = new Date(Date.now() + 60_000);
  await users.ban(alice, 'bob', { reason: 'spam', until });
  const [banned] = await users.list({ kind: 'banned', search: '' }, 10);
  expect({ banned, logins: await countLogins('bob'), changed, entry: await newestEntry() }).toEqual({
    banned: {
      id: 'bob',
      name: 'bob',
      email: 'bob@test.invalid',
      isGuest: false,
      isAdmin: false,
      ban: { reason: 'spam', until: until.toISOString() },
      createdAt: expect.any(String),
      seenAt: null,
    },
    logins: 0,
    changed: ['bob'],
    entry: {
      actor: 'alice',
      action: 'user-ban',
      subject: 'bob',
      detail: { userId: 'bob', reason: 'spam', until: until.toISOString() },
    },
  });
});

test('a lifted ban leaves nothing of it', async () => {
  await users.ban(alice, 'bob', { reason: 'spam', until: null });
  await users.liftBan(alice, 'bob');
  const row = await database.prisma.user.findUniqueOrThrow({ where: { id: 'bob' } });
  expect({ banned: row.banned, banReason: row.banReason, banExpires: row.banExpires }).toEqual({
    banned: false,
    banReason: null,
    banExpires: null,
  });
  expect(await outcomeOf(users.liftBan(alice, 'bob'))).toBe('conflict');
});

test('guests and banned users do not become admins', async () => {
  await database.prisma.user.update({ where: { id: 'carol' }, data: { isAnonymous: true } });
  await users.ban(alice, 'bob', { reason: 'spam', until: null });
  const outcomes = await Promise.all(
    ['bob', 'carol', 'nobody'].map((id) => outcomeOf(users.makeAdmin(alice, id))),
  );
  expect({ outcomes, admins: await listAdmins() }).toEqual({
    outcomes: ['forbidden', 'forbidden', 'not-found'],
    admins: ['alice'],
  });
});

test('a refused change is not written down', async () => {
  const before = await database.prisma.auditEntry.count();
  await outcomeOf(users.takeAdmin(alice, 'bob'));
  expect(await database.prisma.auditEntry.count()).toBe(before);
});

test('users are found by part of a name or an address, page by page, without the system’s own', async () => {
  await createUsers(database.prisma, ['evals']);
  const all = await users.list({ kind: 'accounts', search: 'TEST.invalid' }, 2);
  const rest = await users.list({ kind: 'accounts', search: 'test.invalid', after: all.at(-1)?.id ?? '' }, 2);
  const named = await users.list({ kind: 'accounts', search: 'aro' }, 10);
  expect([...all, ...rest].map(({ id }) => id).toSorted()).toEqual(['alice', 'bob', 'carol']);
  expect(named.map(({ id }) => id)).toEqual(['carol']);
  expect(await outcomeOf(users.ban(alice, 'evals', { reason: 'x', until: null }))).toBe('not-found');
});
