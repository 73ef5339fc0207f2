import type { InitialSession } from '#lib/client/open-session.ts';
import { isUuid } from '#lib/base/ids.ts';
import { AppError } from '#lib/protocol/error.ts';
import { requireSession } from '#lib/session/shared-session.ts';
import { loadVisitor } from './load-visitor.ts';

/** Undefined for a session that does not exist, was deleted or is somebody else's: they look alike from outside. */
export async function loadSession(sessionId: string): Promise<InitialSession | undefined> {
  const { userId } = await loadVisitor();
  if (userId === null || !isUuid(sessionId)) return undefined;
  return requireSession()
    .reads.snapshot({ sessionId, userId })
    .catch((error: unknown) => {
      if (error instanceof AppError && (error.code === 'not-found' || error.code === 'gone')) return undefined;
      throw error;
    });
}
