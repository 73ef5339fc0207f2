'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { adminAction } from '#app/_server/admin-action.ts';
import { requireAdminServices } from '#lib/auth/shared-admin.ts';

const passwordSchema = z.string().min(1).max(128);

/** For 15 minutes, what needs the password typed again is open to this login. */
export async function confirmPassword(password: string) {
  return adminAction(async () => {
    const { confirmation } = requireAdminServices();
    return { isRight: await confirmation.confirm(await headers(), passwordSchema.parse(password)) };
  });
}
