import type { AdminClaims } from './admin/admin-claims.ts';
import type { AdminUsers } from './admin/admin-users.ts';
import type { AuditLog } from './admin/audit-log.ts';
import type { PasswordConfirmation } from './admin/password-confirmation.ts';

/** What admin pages may ask of the server that they run in. */
export interface AdminServices {
  readonly audit: AuditLog;
  readonly users: AdminUsers;
  readonly claims: AdminClaims;
  readonly confirmation: PasswordConfirmation;
}

const bus = Symbol.for('holdfast');
// Cast: this symbol is ours; every layer adds its own key to the object behind it (docs/decisions).
const world = globalThis as { [bus]?: { admin?: AdminServices } };

export function shareAdmin(admin: AdminServices): void {
  world[bus] = { ...world[bus], admin };
}

/** @throws when the server has not started this process: `next start` alone is not enough. */
export function requireAdminServices(): AdminServices {
  const admin = world[bus]?.admin;
  if (!admin) throw new Error('cannot serve admins: start the app with its server (npm start)');
  return admin;
}
