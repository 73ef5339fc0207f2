import { AppError } from '#lib/protocol/error.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import { RESTORE_WINDOW_MS } from '#lib/protocol/limits.ts';
import type { Decision, SessionControl } from '../session-control.ts';
import { askToStop } from './decide-cancel.ts';
import { endRun } from './decide-run.ts';
import { requireAccess, requireParticipant } from './require-access.ts';

type Done = Decision<undefined>;

/** Somebody else's id, and a deleted one, answer as if the id were not to be had: `not-found`, `gone`. */
export function decideCreate(
  control: SessionControl,
  create: { actor: Actor; title?: string | undefined },
): Done {
  if (control.session) {
    requireAccess(control, 'read', 'create the session');
    throw new AppError('conflict', 'cannot create the session: it exists already');
  }
  const title = create.title ?? null;
  return {
    events: [{ type: 'session-create', ...(title === null ? {} : { title }), actor: create.actor }],
    create: { ownerId: create.actor.id, title },
    reply: undefined,
  };
}

export function decideRename(control: SessionControl, rename: { title: string; actor: Actor }): Done {
  requireAccess(control, 'rename-session', 'rename the session');
  return {
    events: [{ type: 'session-rename', title: rename.title, actor: rename.actor }],
    titleBy: 'user',
    reply: undefined,
  };
}

/** A title that a model wrote. It never replaces one, least of all a user's. */
export function decideTitle(
  control: SessionControl,
  title: { title: string; agent: string },
): Decision<boolean> {
  const { session } = control;
  if (!session || session.deletedForMs !== undefined || session.title !== null)
    return { events: [], reply: false };
  return {
    events: [{ type: 'session-rename', title: title.title, actor: { kind: 'agent', id: title.agent } }],
    titleBy: 'model',
    reply: true,
  };
}

export function decideArchive(control: SessionControl, archive: { archived: boolean; actor: Actor }): Done {
  const session = requireAccess(control, 'archive-session', 'archive the session');
  if (session.archived === archive.archived) return { events: [], reply: undefined };
  return {
    events: [{ type: 'session-archive', archived: archive.archived, actor: archive.actor }],
    reply: undefined,
  };
}

/** Ends everything that runs in the session, leased or not: their workers are fenced. */
export function decideDelete(
  control: SessionControl,
  deletion: { actor: Actor; defaultModel: string },
): Done {
  const session = requireParticipant(control, 'delete-session', 'delete the session');
  if (session.deletedForMs !== undefined) return { events: [], reply: undefined };
  const events = control.runs.flatMap((run) => {
    if (run.status === 'ended') return [];
    const ended = endRun(control, run, { reason: 'cancelled' }, deletion.defaultModel);
    return [...askToStop(run, deletion.actor), ...ended.events];
  });
  return { events, deleted: true, reply: undefined };
}

export function decideRestore(control: SessionControl): Done {
  const session = requireParticipant(control, 'restore-session', 'restore the session');
  if (session.deletedForMs === undefined) return { events: [], reply: undefined };
  if (session.deletedForMs > RESTORE_WINDOW_MS) {
    throw new AppError('gone', 'cannot restore the session: it was deleted over 10 seconds ago');
  }
  return { events: [], deleted: false, reply: undefined };
}
