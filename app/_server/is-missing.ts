import type { ErrorCode } from '#lib/protocol/error.ts';

/**
 * Whether a session does not exist, was deleted or is somebody else's: they look alike from outside. By the error's
 * code: the server that threw it has another copy of the class than the pages have.
 */
export function isMissing(error: unknown): boolean {
  const codes: readonly unknown[] = ['not-found', 'gone'] satisfies ErrorCode[];
  return error instanceof Error && 'code' in error && codes.includes(error.code);
}
