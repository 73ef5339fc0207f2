'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { toActionResult } from '#app/_server/to-action-result.ts';
import { requireAdminServices } from '#lib/auth/shared-admin.ts';
import { requireAuth } from '#lib/auth/shared-auth.ts';
import { AppError } from '#lib/protocol/error.ts';

const tokenSchema = z.string().min(1).max(200);

/** For whoever is signed in and has the token: the one action of admins that is open to others. */
export async function claimAdmin(token: string) {
  return toActionResult(async () => {
    const login = await requireAuth().logins.findLogin(await headers());
    if (!login) throw new AppError('unauthorized', 'cannot claim: nobody is signed in');
    const { userId: id, name, isGuest } = login;
    await requireAdminServices().claims.claim(tokenSchema.parse(token), { id, name, isGuest });
  });
}
