import type { Database } from './client.ts';
import type { Prisma } from './generated/client.ts';
import { EVALS_USER } from './system-user.ts';
import type { Transaction } from './transaction.ts';

export interface UserRow {
  id: string;
  name: string;
  email: string;
  isGuest: boolean;
  role: string | null;
  banned: boolean | null;
  banReason: string | null;
  banExpires: Date | null;
  createdAt: Date;
  /** Of its newest login that is left. */
  seenAt: Date | null;
}

export type UserKind = 'accounts' | 'guests' | 'admins' | 'banned';

const kinds: Record<UserKind, Prisma.UserWhereInput> = {
  accounts: { OR: [{ isAnonymous: null }, { isAnonymous: false }] },
  guests: { isAnonymous: true },
  admins: { role: 'admin' },
  banned: { banned: true },
};

/** People, newest first, those after the one with the id `after`. */
export async function selectUsers(
  db: Database,
  filter: { kind: UserKind; search: string; after?: string },
  limit: number,
): Promise<UserRow[]> {
  const { kind, search, after } = filter;
  const contains = { contains: search, mode: 'insensitive' } as const;
  const rows = await db.user.findMany({
    where: {
      id: { not: EVALS_USER.id },
      AND: [kinds[kind], search === '' ? {} : { OR: [{ name: contains }, { email: contains }] }],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    ...(after === undefined ? {} : { cursor: { id: after }, skip: 1 }),
    take: limit,
    include: { logins: { orderBy: { updatedAt: 'desc' }, take: 1, select: { updatedAt: true } } },
  });
  return rows.map(({ logins, isAnonymous, ...user }) => ({
    ...user,
    isGuest: isAnonymous === true,
    seenAt: logins[0]?.updatedAt ?? null,
  }));
}

/**
 * Holds all admins and the user until the commit, in id order, so that of two admins who take each other's role one comes
 * second and is none any more.
 */
export async function lockAdminsAnd(tx: Transaction, userId: string): Promise<LockedUser[]> {
  return tx.$queryRaw`
    SELECT id, name, role, coalesce(is_anonymous, false) AS "isGuest",
      coalesce(banned, false) AND coalesce(ban_expires > clock_timestamp(), true) AS "isBanned"
    FROM "user" WHERE role = 'admin' OR (id = ${userId} AND id <> ${EVALS_USER.id}) ORDER BY id FOR UPDATE`;
}

export interface LockedUser {
  id: string;
  name: string;
  role: string | null;
  isGuest: boolean;
  isBanned: boolean;
}
