import { requireAuth } from '#lib/auth/shared-auth.ts';
import { isUuid } from '#lib/base/ids.ts';
import { requireSession } from '#lib/session/shared-session.ts';
import { isMissing } from './is-missing.ts';

/** Whether whoever asks takes part in the session, by the database as it is now. */
export async function mayReadSession(headers: Headers, sessionId: string): Promise<boolean> {
  if (!isUuid(sessionId)) return false;
  const login = await requireAuth().logins.findLogin(headers);
  if (!login) return false;
  const position = { sessionId, userId: login.userId, after: 0, limit: 0 };
  return requireSession()
    .reads.read(position)
    .then(
      () => true,
      (error: unknown) => {
        if (isMissing(error)) return false;
        throw error;
      },
    );
}
