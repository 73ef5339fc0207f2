import type { RunStrategy } from '#lib/protocol/event.ts';
import type { SkillRef } from '#lib/protocol/fields.ts';
import type { UserPart } from '#lib/protocol/message.ts';
import type {
  Decision,
  LeaseHolder,
  NewEvent,
  RunEnding,
  RunFacts,
  SessionControl,
} from '../session-control.ts';
import { findUsedUp, type DayBudgets } from './day-budget.ts';
import { createAnswer } from './decide-send.ts';

export interface ClaimedRun {
  readonly status: 'claimed';
  readonly run: RunFacts;
  readonly runEpoch: number;
  readonly attempt: number;
  readonly title: string | null;
}

export type Fenced = { readonly status: 'fenced' };
export type NotClaimable = { readonly status: 'not-claimable' };

/** Takes the lease of a run, checked again under the session's lock. The attempt is told apart by `start`. [R2] */
export function decideClaim(
  control: SessionControl,
  claim: {
    runId: string;
    holder: LeaseHolder;
    leaseMs: number;
    /** What a run that begins now follows. One that began keeps what it began with. [M3] */
    skill?: SkillRef | undefined;
    /** Undefined: what is known of the run is out of date, so it is not taken now. */
    start: (run: RunFacts, lastSeq: number) => { strategy: RunStrategy; reason?: string } | undefined;
  },
): Decision<ClaimedRun | NotClaimable> {
  const run = findRun(control, claim.runId);
  if (!run?.claimable || control.session?.deletedForMs !== undefined) {
    return { events: [], reply: { status: 'not-claimable' } };
  }
  // Its worker died between the wish to stop and the end: nobody has to start again just to end it.
  if (run.cancelRequested) {
    const { events } = endRun(control, run, { reason: 'cancelled' }, run.model);
    return { events, reply: { status: 'not-claimable' } };
  }
  const { runId, holder, leaseMs } = claim;
  const start = claim.start(run, control.session?.lastSeq ?? 0);
  if (!start) return { events: [], reply: { status: 'not-claimable' } };
  const attempt = run.attempt + 1;
  const actor = agentActor(run.agent);
  const skill = run.attempt === 0 ? claim.skill : undefined;
  return {
    events: [{ type: 'run-start', runId, attempt, ...start, ...(skill ? { skill } : {}), actor }],
    claim: { runId, holder, leaseMs },
    reply: {
      status: 'claimed',
      run: skill ? { ...run, skill } : run,
      runEpoch: run.epoch + 1,
      attempt,
      title: control.session?.title ?? null,
    },
  };
}

/** Another attempt under the same lease, after a provider's failure. */
export function decideAttempt(
  control: SessionControl,
  attempt: { runId: string; runEpoch: number; strategy: RunStrategy; reason: string },
): Decision<{ status: 'started'; attempt: number } | { status: 'cancelled' } | Fenced> {
  const run = findHeld(control, attempt);
  if (!run) return { events: [], reply: { status: 'fenced' } };
  if (run.cancelRequested) return { events: [], reply: { status: 'cancelled' } };
  const { runId, strategy, reason } = attempt;
  const number = run.attempt + 1;
  return {
    events: [{ type: 'run-start', runId, attempt: number, strategy, reason, actor: agentActor(run.agent) }],
    reply: { status: 'started', attempt: number },
  };
}

/** Gives the lease back: at once claimable (a hand-over, R6), or parked until its time comes. A stop does not wait. [C2] */
export function decideRelease(
  control: SessionControl,
  release: { runId: string; runEpoch: number; retry?: { inMs: number; at: string } },
): Decision<{ status: 'released' } | Fenced> {
  const run = findHeld(control, release);
  if (!run) return { events: [], reply: { status: 'fenced' } };
  if (run.cancelRequested) {
    const { events } = endRun(control, run, { reason: 'cancelled' }, run.model);
    return { events, reply: { status: 'released' } };
  }
  const { runId, retry } = release;
  if (!retry) {
    return {
      events: [],
      release: { runId, status: 'requested', availableInMs: 0 },
      reply: { status: 'released' },
    };
  }
  return {
    events: [
      { type: 'run-suspend', runId, waitingFor: [`retry-at:${retry.at}`], actor: agentActor(run.agent) },
    ],
    release: { runId, status: 'suspended', availableInMs: retry.inMs },
    reply: { status: 'released' },
  };
}

/** The one end of a run. What a worker wants to end it with loses to a cancel that came first. [C3] [R1] */
export function decideEnd(
  control: SessionControl,
  end: {
    runId: string;
    runEpoch: number;
    ending: RunEnding;
    defaultModel: string;
    dayBudgets?: DayBudgets | undefined;
  },
): Decision<{ status: 'ended'; reason: RunEnding['reason'] } | Fenced> {
  const run = findHeld(control, end);
  if (!run) return { events: [], reply: { status: 'fenced' } };
  const ending: RunEnding = run.cancelRequested ? withoutCode(end.ending) : end.ending;
  // On a day whose budget is used up the queue waits, as it does after a stop.
  const queue = isDayOver(control, ending, end.dayBudgets) ? [] : control.queue;
  return {
    ...endRun({ ...control, queue }, run, ending, end.defaultModel),
    reply: { status: 'ended', reason: ending.reason },
  };
}

/** With what this run cost, which the day's rows do not have yet. */
function isDayOver(
  { spent }: SessionControl,
  { usage }: RunEnding,
  budgets: DayBudgets | undefined,
): boolean {
  const costUsd = usage?.costUsd ?? 0;
  const { userUsd, everybodyUsd } = spent;
  return (
    findUsedUp({ userUsd: userUsd + costUsd, everybodyUsd: everybodyUsd + costUsd }, budgets) !== undefined
  );
}

function withoutCode(ending: RunEnding): RunEnding {
  return { reason: 'cancelled', ...(ending.usage ? { usage: ending.usage } : {}) };
}

/** A completed answer takes the first queued message with it, in the same batch. After a stop the queue waits. [C6] */
export function endRun(
  control: SessionControl,
  run: RunFacts,
  ending: RunEnding,
  defaultModel: string,
): Pick<Decision<unknown>, 'events' | 'requestedBy'> {
  const end: NewEvent = { type: 'run-end', runId: run.runId, ...ending, actor: agentActor(run.agent) };
  const next = control.queue[0];
  if (ending.reason !== 'complete' || run.parentRunId !== undefined || !next) return { events: [end] };
  const answer = createAnswer({
    messageId: next.itemId,
    parentId: run.messageId,
    // Cast: queued parts were parsed as user parts when they were queued.
    parts: next.parts as UserPart[],
    model: next.model ?? defaultModel,
    actor: next.actor,
  });
  return {
    events: [end, { type: 'queue-remove', itemId: next.itemId, actor: next.actor }, ...answer.events],
    requestedBy: next.actor.id,
  };
}

export function agentActor(agent: string) {
  return { kind: 'agent' as const, id: agent };
}

function findRun(control: SessionControl, runId: string): RunFacts | undefined {
  return control.runs.find((run) => run.runId === runId);
}

/** The run, if the writer's lease on it still is the newest. [L4] */
export function findHeld(
  control: SessionControl,
  held: { runId: string; runEpoch: number },
): RunFacts | undefined {
  const run = findRun(control, held.runId);
  return run?.status === 'running' && run.epoch === held.runEpoch ? run : undefined;
}
