import { can, type Action } from '#lib/auth/can.ts';
import { EVALS_USER } from '#lib/db/system-user.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { SessionControl, SessionFacts } from '../session-control.ts';

/**
 * The session, if the asking user may do this to it. Who takes no part learns nothing, not even that it exists; a
 * deleted session is gone for those who took part.
 */
export function requireAccess(control: SessionControl, action: Action, verb: string): SessionFacts {
  const session = requireParticipant(control, action, verb);
  if (session.deletedForMs !== undefined)
    throw new AppError('gone', `cannot ${verb}: the session was deleted`);
  return session;
}

/** Of those who only watch a trial, whatever their role: what it leaves behind is graded, so it has to be the model's alone. */
const trialActions: ReadonlySet<Action> = new Set(['read', 'signal', 'mark-read', 'cancel-run']);

/** The same, deleted or not. */
export function requireParticipant(control: SessionControl, action: Action, verb: string): SessionFacts {
  const { session, role } = control;
  if (!session || !can(role, 'read'))
    throw new AppError('not-found', `cannot ${verb}: there is no such session`);
  const isWatched = session.ownerId === EVALS_USER.id && role !== 'owner';
  if (isWatched && !trialActions.has(action))
    throw new AppError('forbidden', `cannot ${verb}: a trial is watched and stopped, and nothing else`);
  if (!isWatched && !can(role, action))
    throw new AppError('forbidden', `cannot ${verb}: your role in the session does not allow it`);
  return session;
}
