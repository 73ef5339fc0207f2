import { isUuid } from '#lib/base/ids.ts';

export const newSessionPath = '/';

export function toSessionPath(sessionId: string): string {
  return `/s/${sessionId}`;
}

/** The session that a path shows; undefined on every other page. */
export function findSessionId(path: string): string | undefined {
  const id = /^\/s\/([^/]+)\/?$/.exec(path)?.[1];
  return id !== undefined && isUuid(id) ? id : undefined;
}

/** Pages that the workspace shows by itself, without asking the server: `/` and every session. */
export function isWorkspacePath(path: string): boolean {
  return path === newSessionPath || findSessionId(path) !== undefined;
}
