import type { InitialSession } from '#lib/client/open-session.ts';
import { isUuid } from '#lib/base/ids.ts';
import { requireSession } from '#lib/session/shared-session.ts';
import { isMissing } from './is-missing.ts';
import { loadVisitor } from './load-visitor.ts';

/** Undefined for a session that does not exist, was deleted or is somebody else's: they look alike from outside. */
export async function loadSession(sessionId: string): Promise<InitialSession | undefined> {
  const { userId } = await loadVisitor();
  if (userId === null || !isUuid(sessionId)) return undefined;
  return requireSession()
    .reads.snapshot({ sessionId, userId })
    .catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
}
