import type { BetterAuthPlugin } from 'better-auth';
import { createAuthMiddleware } from 'better-auth/api';
import type { Database } from '#lib/db/client.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import type { AuthDependencies } from './auth.ts';
import { moveGuest } from './merge-guest.ts';

/**
 * A guest who signs up, or signs in, keeps everything. [P3]
 *
 * Comes after the anonymous plugin in the list: that one reads the guest's login once more, and would take the new
 * cookie out of the response if the guest were gone by then. Its own `onLinkAccount` is not used because it is skipped
 * without a word when the database does not answer.
 */
export function guestUpgrade(
  dependencies: Pick<AuthDependencies, 'prisma' | 'onLoginsChanged'>,
): BetterAuthPlugin {
  const { prisma, onLoginsChanged } = dependencies;
  const after = createAuthMiddleware(async (ctx) => {
    const userId = ctx.context.newSession?.user.id;
    if (userId === undefined) return;
    const token = await ctx.getSignedCookie(ctx.context.authCookies.sessionToken.name, ctx.context.secret);
    const guestId = token ? await findGuestId(prisma, token) : undefined;
    if (guestId === undefined || guestId === userId) return;
    // A fault here fails the whole request, so the browser keeps the guest's login and nothing is out of reach. The
    // account exists by then, and signing in to it tries again.
    await inTransaction(prisma, (tx) => moveGuest(tx, guestId, userId));
    onLoginsChanged(guestId);
  });
  return { id: 'guest-upgrade', hooks: { after: [{ matcher: isSignIn, handler: after }] } };
}

function isSignIn({ path }: { path?: string }): boolean {
  return path === '/sign-up/email' || path === '/sign-in/email';
}

async function findGuestId(prisma: Database, token: string): Promise<string | undefined> {
  const login = await prisma.login.findUnique({ where: { token }, include: { user: true } });
  if (!login || login.expiresAt <= new Date()) return undefined;
  return login.user.isAnonymous ? login.userId : undefined;
}
