import type { CommandResults } from '#lib/protocol/command.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import type { Decision, NewEvent, RunFacts, SessionControl } from '../session-control.ts';
import { endRun } from './decide-run.ts';
import { requireAccess } from './require-access.ts';

/** The durable wish to stop. A run that nobody holds is ended by this very commit. [C2] */
export function decideCancel(
  control: SessionControl,
  cancel: { runId: string; actor: Actor; defaultModel: string },
): Decision<CommandResults['cancel-run']> {
  requireAccess(control, 'cancel-run', 'stop the answer');
  const run = control.runs.find((facts) => facts.runId === cancel.runId);
  if (!run) throw new AppError('not-found', 'cannot stop the answer: the session has no such run');
  if (run.status === 'ended') throw new AppError('already-ended', 'cannot stop the answer: it has ended');
  const asked = askToStop(run, cancel.actor);
  if (run.leased) return { events: asked, reply: { effect: 'requested' } };
  const ended = endRun(control, run, { reason: 'cancelled' }, cancel.defaultModel);
  return { events: [...asked, ...ended.events], reply: { effect: 'ended' } };
}

/** The wish is one event, however often it is said. */
export function askToStop(run: RunFacts, actor: Actor): NewEvent[] {
  return run.cancelRequested ? [] : [{ type: 'run-cancel', runId: run.runId, actor }];
}
