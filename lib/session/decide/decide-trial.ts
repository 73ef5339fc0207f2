import { EVALS_USER } from '#lib/db/system-user.ts';
import type { Decision, SessionControl } from '../session-control.ts';
import { createAnswer } from './decide-send.ts';

export interface TrialRequest {
  readonly messageId: string;
  readonly title: string;
  readonly prompt: string;
  readonly model: string;
  readonly agent: string;
}

const owner = { kind: 'system', id: EVALS_USER.id, name: EVALS_USER.name } as const;

/** The session of a trial: out of everybody's way, with one question and the run that answers it. Made once. */
export function decideTrial(
  control: SessionControl,
  { messageId, title, prompt, model, agent }: TrialRequest,
): Decision<undefined> {
  if (control.session) return { events: [], reply: undefined };
  const parts = [{ type: 'text' as const, text: prompt }];
  const answer = createAnswer({ messageId, parentId: null, parts, model, agent, actor: owner });
  return {
    events: [
      { type: 'session-create', title, actor: owner },
      { type: 'session-archive', archived: true, actor: owner },
      ...answer.events,
    ],
    create: { ownerId: EVALS_USER.id, title },
    requestedBy: EVALS_USER.id,
    reply: undefined,
  };
}

/** Lets somebody follow a trial and stop it: what pages offer to viewers is all that there is to do beside that. */
export function decideOpenTrial(control: SessionControl, userId: string): Decision<boolean> {
  if (control.session?.ownerId !== EVALS_USER.id || control.session.deletedForMs !== undefined)
    return { events: [], reply: false };
  if (control.role !== undefined) return { events: [], reply: true };
  return { events: [{ type: 'participant-add', userId, role: 'viewer', actor: owner }], reply: true };
}
