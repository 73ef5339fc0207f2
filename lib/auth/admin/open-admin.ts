import type { Auth, AuthDependencies } from '../auth.ts';
import type { Logins } from '../logins.ts';
import { shareAdmin } from '../shared-admin.ts';
import { AdminClaims } from './admin-claims.ts';
import { AdminUsers } from './admin-users.ts';
import { AuditLog } from './audit-log.ts';
import { PasswordConfirmation } from './password-confirmation.ts';

/** What admin pages need of this process; they find it on the shared object. */
export function openAdmin(dependencies: AuthDependencies & { auth: Auth; logins: Logins }): void {
  const { prisma: db, config } = dependencies;
  const { wrongPasswords: maxWrongPasswords } = config.limits;
  shareAdmin({
    audit: new AuditLog({ db }),
    users: new AdminUsers({ ...dependencies, db }),
    claims: new AdminClaims({ db }),
    confirmation: new PasswordConfirmation({ ...dependencies, db, maxWrongPasswords }),
  });
}
