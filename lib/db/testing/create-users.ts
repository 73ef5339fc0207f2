import type { Database } from '../client.ts';

/** Users that may own sessions; they can't sign in. */
export async function createUsers(prisma: Database, ids: readonly string[]): Promise<void> {
  await prisma.user.createMany({
    data: ids.map((id) => ({ id, name: id, email: `${id}@test.invalid`, updatedAt: new Date() })),
  });
}
