import { cache } from 'react';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { requireAdminServices } from '#lib/auth/shared-admin.ts';
import { requireAuth } from '#lib/auth/shared-auth.ts';

export interface Admin {
  readonly userId: string;
  readonly name: string;
  readonly loginId: string;
  /** The password was typed again less than 15 minutes ago. */
  readonly isConfirmed: boolean;
}

/** Undefined for everybody else, by the database as it is now. Once per request, however many ask. */
export const findAdmin = cache(async (): Promise<Admin | undefined> => {
  const login = await requireAuth().logins.findLogin(await headers());
  if (login?.role !== 'admin') return undefined;
  const { userId, name, loginId } = login;
  return {
    userId,
    name,
    loginId,
    isConfirmed: await requireAdminServices().confirmation.isConfirmed(loginId),
  };
});

/** For pages and route handlers. Everybody else is told what they are told of an address that leads nowhere. [X25] */
export async function requireAdmin(): Promise<Admin> {
  return (await findAdmin()) ?? notFound();
}
