import { requireAdminServices } from '#lib/auth/shared-admin.ts';
import { requireAuth } from '#lib/auth/shared-auth.ts';
import type { AdminDoor } from './hide-from-others.ts';

/** By the database as it is now. */
export const adminDoor: AdminDoor = {
  isAdmin: async (headers) => (await requireAuth().logins.findLogin(headers))?.role === 'admin',
  isClaimOpen: () => requireAdminServices().claims.isOpen(),
};
