import type { CommandType } from '#lib/protocol/command.ts';
import type { Role } from '#lib/protocol/fields.ts';

/** What one may want of an existing session: to read it, to signal in it, or a command. */
export type Action = Exclude<CommandType, 'create-session'> | 'read' | 'signal';

const everyone: readonly Role[] = ['owner', 'editor', 'viewer'];
const writers: readonly Role[] = ['owner', 'editor'];
const owner: readonly Role[] = ['owner'];

/** Who may do what: the one table. A role that is not listed may not. [P1] */
const allowedRoles: Record<Action, readonly Role[]> = {
  read: everyone,
  signal: writers,
  // One's own: a read mark, and a copy of what one may read anyway.
  'mark-read': everyone,
  'fork-session': everyone,
  'send-message': writers,
  'cancel-run': writers,
  'edit-message': writers,
  'regenerate-message': writers,
  'queue-edit': writers,
  'queue-move': writers,
  'queue-remove': writers,
  'respond-approval': writers,
  'rate-message': writers,
  'rename-session': writers,
  'archive-session': owner,
  'delete-session': owner,
  'restore-session': owner,
};

/** Without a role one may nothing, and is told `not-found`: whether the session exists is no stranger's business. */
export function can(role: Role | undefined, action: Action): boolean {
  return role !== undefined && allowedRoles[action].includes(role);
}
