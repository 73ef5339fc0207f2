import { expect, test } from 'vitest';
import { createTestDatabase } from './test-database.ts';

test('each test database is migrated, empty and apart from the others', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const session = { id: '0197a3a0-0000-7000-8000-000000000001', ownerId: 'owner', epoch: 'epoch' };
  await one.prisma.session.create({ data: session });
  expect([await one.prisma.session.count(), await two.prisma.session.count()]).toEqual([1, 0]);
  await Promise.all([one.drop(), two.drop()]);
});
