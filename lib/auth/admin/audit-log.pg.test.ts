import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { AuditLog } from './audit-log.ts';

let database: TestDatabase;
let audit: AuditLog;

const alice = { id: 'alice', name: 'Alice' };
const bob = { id: 'bob', name: 'Bob' };

beforeAll(async () => {
  database = await createTestDatabase();
  audit = new AuditLog({ db: database.prisma });
  await audit.write({ actor: alice, action: 'skill-publish', subject: 'workbench@1' });
  await audit.write({ actor: bob, action: 'session-read', subject: 'an answer', ownerId: 'carol' });
  await audit.write({
    actor: { ...alice, name: 'Alice B' },
    action: 'skill-publish',
    subject: 'workbench@2',
  });
});
afterAll(() => database.drop());

const subjects = async (...ask: Parameters<AuditLog['list']>) =>
  (await audit.list(...ask)).map(({ subject }) => subject);

test('entries come newest first, page by page, by who, what and whose', async () => {
  const [newest] = await audit.list({}, 1);
  expect({
    all: await subjects({}, 10),
    older: await subjects({ before: newest?.id ?? '' }, 1),
    bobs: await subjects({ actorId: 'bob' }, 10),
    published: await subjects({ action: 'skill-publish' }, 10),
    carols: await subjects({ ownerId: 'carol' }, 10),
  }).toEqual({
    all: ['workbench@2', 'an answer', 'workbench@1'],
    older: ['an answer'],
    bobs: ['an answer'],
    published: ['workbench@2', 'workbench@1'],
    carols: ['an answer'],
  });
});

test('one filters by everybody who is in it, under their newest name, and by every action', async () => {
  expect(await audit.listChoices()).toEqual({
    actors: [
      { id: 'alice', name: 'Alice B' },
      { id: 'bob', name: 'Bob' },
    ],
    actions: ['session-read', 'skill-publish'],
  });
});

test('no entry is changed or deleted, whoever tries', async () => {
  const before = await database.prisma.auditEntry.findMany();
  await expect(database.prisma.auditEntry.updateMany({ data: { subject: 'nothing' } })).rejects.toThrow(
    'audit_entry',
  );
  await expect(database.prisma.auditEntry.deleteMany()).rejects.toThrow('audit_entry');
  expect(await database.prisma.auditEntry.findMany()).toEqual(before);
});
