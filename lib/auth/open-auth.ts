import { openAdmin } from './admin/open-admin.ts';
import { createAuthHandler } from './auth-handler.ts';
import { createAuth, type AuthDependencies } from './auth.ts';
import { Logins } from './logins.ts';
import { shareAuth } from './shared-auth.ts';

/** Logins for the sockets of this process, and for its pages, which find them on the shared object. */
export function openAuth(dependencies: AuthDependencies): Logins {
  const auth = createAuth(dependencies);
  const logins = new Logins({ auth, prisma: dependencies.prisma });
  shareAuth({ handle: createAuthHandler({ auth, logger: dependencies.logger }), logins });
  openAdmin({ ...dependencies, auth, logins });
  return logins;
}
