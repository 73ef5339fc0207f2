'use server';

import { z } from 'zod';
import { confirmedAdminAction } from '#app/_server/admin-action.ts';
import { requireAdminServices } from '#lib/auth/shared-admin.ts';
import { cleanText } from '#lib/base/clean-text.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const userIdSchema = z.string().min(1).max(100);
const banSchema = z.strictObject({
  userId: userIdSchema,
  reason: z.string().trim().min(1).max(200).transform(cleanText),
  /** Null: for good. */
  days: z.number().int().min(1).max(3650).nullable(),
});

export async function makeAdmin(userId: string) {
  return confirmedAdminAction(async (admin) => {
    await requireAdminServices().users.makeAdmin(toActor(admin), userIdSchema.parse(userId));
  });
}

export async function takeAdmin(userId: string) {
  return confirmedAdminAction(async (admin) => {
    await requireAdminServices().users.takeAdmin(toActor(admin), userIdSchema.parse(userId));
  });
}

export async function banUser(ban: z.input<typeof banSchema>) {
  return confirmedAdminAction(async (admin) => {
    const { userId, reason, days } = banSchema.parse(ban);
    const until = days === null ? null : new Date(Date.now() + days * DAY_MS);
    await requireAdminServices().users.ban(toActor(admin), userId, { reason, until });
  });
}

export async function liftBan(userId: string) {
  return confirmedAdminAction(async (admin) => {
    await requireAdminServices().users.liftBan(toActor(admin), userIdSchema.parse(userId));
  });
}

function toActor({ userId: id, name }: { userId: string; name: string }): { id: string; name: string } {
  return { id, name };
}
