import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { z } from 'zod';
import { cleanText } from '#lib/base/clean-text.ts';
import type { AuthDependencies } from './auth.ts';
import { isBanned } from './ban.ts';
import { PasswordThrottle } from './password-throttle.ts';

const MAX_NAME_CHARS = 100;

/** All of Better Auth that can be reached; whatever else it or an update of it brings is closed until a test opens it. */
const openPaths: ReadonlySet<string> = new Set([
  '/sign-in/anonymous',
  '/sign-in/email',
  '/sign-up/email',
  '/sign-out',
  '/get-session',
  '/list-sessions',
  '/revoke-session',
  '/revoke-sessions',
  '/revoke-other-sessions',
  '/change-password',
]);

const signInBodySchema = z.object({ email: z.string() });

/** What happens around Better Auth's endpoints. */
export function createAuthHooks({ config }: AuthDependencies) {
  const throttle = new PasswordThrottle(config.limits.wrongPasswords);
  return {
    before: createAuthMiddleware(async (ctx) => {
      if (!openPaths.has(ctx.path)) throw new APIError('NOT_FOUND');
      // Else a signed-in person's cookie would give way to a new guest's.
      if (ctx.path === '/sign-in/anonymous' && (await getSessionFromCtx(ctx, { disableRefresh: true }))) {
        throw new APIError('BAD_REQUEST', {
          message: 'You are signed in already.',
          code: 'SIGNED_IN_ALREADY',
        });
      }
      const signIn = signInBodySchema.safeParse(ctx.body);
      if (ctx.path !== '/sign-in/email' || !signIn.success) return;
      const waitSeconds = await throttle.findWait(signIn.data.email);
      if (waitSeconds === undefined) return;
      throw new APIError(
        'TOO_MANY_REQUESTS',
        { message: 'Too many wrong passwords for this account. Please try again later.' },
        { 'X-Retry-After': String(waitSeconds) },
      );
    }),
    after: createAuthMiddleware(async (ctx) => {
      if (ctx.path === '/sign-in/email' && ctx.context.newSession)
        await throttle.clear(ctx.context.newSession.user.email);
    }),
  };
}

/** What happens around Better Auth's rows, whichever endpoint writes them. */
export function createRowHooks({ prisma, onLoginsChanged }: AuthDependencies) {
  return {
    user: {
      create: {
        async before(user: { name: string }) {
          const name = cleanText(user.name).trim();
          if (name === '' || name.length > MAX_NAME_CHARS) {
            throw new APIError('BAD_REQUEST', { message: `A name has 1 to ${MAX_NAME_CHARS} characters.` });
          }
          // No picture from elsewhere: showing it would tell its host who reads what.
          return { data: { name, image: null } };
        },
      },
    },
    session: {
      create: {
        async before(login: { userId: string }) {
          const user = await prisma.user.findUnique({ where: { id: login.userId } });
          if (!user || !isBanned(user)) return;
          throw new APIError('FORBIDDEN', { message: 'This account is suspended.', code: 'BANNED_USER' });
        },
      },
      delete: {
        async after(login: { userId: string }) {
          onLoginsChanged(login.userId);
        },
      },
    },
  };
}
