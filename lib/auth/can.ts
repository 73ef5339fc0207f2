import type { Role } from '#lib/protocol/fields.ts';

/** What can be done to a session. Receiving is `read`; membership of a room grants nothing else. [P1] */
export type Action = 'read' | 'write' | 'manage';

const allowed: Record<Role, ReadonlySet<Action>> = {
  owner: new Set(['read', 'write', 'manage']),
  editor: new Set(['read', 'write']),
  viewer: new Set(['read']),
};

/** The one authorisation table of sessions. Who takes no part may do nothing. */
export function can(role: Role | undefined, action: Action): boolean {
  return role !== undefined && allowed[role].has(action);
}
