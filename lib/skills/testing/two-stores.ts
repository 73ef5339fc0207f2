import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createDatabase, type Database } from '#lib/db/client.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { SkillStore } from '../versions/skill-store.ts';

/** Two nodes with connections of their own on one database. */
interface TwoStores {
  readonly one: SkillStore;
  readonly two: SkillStore;
  readonly database: TestDatabase;
}

/** Opens them before the tests of a file and hands them over; no skill is there when a test begins. */
export function withTwoStores(onOpen: (stores: TwoStores) => void): void {
  let database: TestDatabase;
  let other: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    other = createDatabase({ url: database.url, name: 'other node', connections: 5 });
    onOpen({
      database,
      one: new SkillStore({ db: database.prisma }),
      two: new SkillStore({ db: other }),
    });
  });
  beforeEach(async () => {
    await database.prisma.$executeRawUnsafe(
      'TRUNCATE skill, skill_version, skill_label, skill_label_move, skill_draft',
    );
  });
  afterAll(async () => {
    await other.$disconnect();
    await database.drop();
  });
}
