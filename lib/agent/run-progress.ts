import type { Event, RunStrategy } from '#lib/protocol/event.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import type { Message, Part, ToolPart } from '#lib/protocol/message.ts';
import type { Approval } from '#lib/protocol/snapshot.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState } from '#lib/state/session-state.ts';
import { usageOf } from '#lib/state/usage-of.ts';
import { countAttempts, countFruitless, isWaitingForPeople, sumActiveMs } from './run-history.ts';

/** Where a run stands, folded from its own events: all that another worker needs to go on with it. */
export interface RunProgress {
  readonly message: Message | undefined;
  /** What the run wrote. */
  readonly parts: readonly Part[];
  /** Seq of the last event of the run. */
  readonly lastSeq: number;
  readonly parentId: string | null;
  /** Who asked for the answer. */
  readonly requestedBy: string;
  /** A step has begun and its model call did not come to its end. */
  readonly hasOpenStep: boolean;
  /** The open text part of the unfinished step, to go on in. */
  readonly openText: { readonly id: string; readonly text: string } | undefined;
  /** Text of the unfinished step. */
  readonly stepText: string;
  /** Tool calls of the unfinished step that came whole: enough to finish the step as it is. [R4] */
  readonly cutCalls: readonly ToolPart[];
  readonly stepsDone: number;
  /** Tool calls of the newest finished step that have no outcome yet. */
  readonly openCalls: readonly ToolPart[];
  readonly toolCalls: number;
  /** The last step is finished and asks for nothing: there is nothing more to ask the model for. */
  readonly answered: boolean;
  /** How the newest finished step ended. */
  readonly finishReason: string | undefined;
  /** Of all finished steps and compactions, whichever worker they ran on. */
  readonly usage: Usage;
  readonly approvals: readonly Approval[];
  /** Attempts that count: going on after a wait for people is none. [R5] */
  readonly attempts: number;
  /** Newest of them that added no content. */
  readonly fruitlessAttempts: number;
  /** Parked until somebody answers, and not gone on with yet. */
  readonly waitsForPeople: boolean;
  /** Time under a lease, without the waits. */
  readonly activeMs: number;
}

export function foldProgress(sessionId: string, events: readonly Event[]): RunProgress {
  const request = events.find((event) => event.type === 'run-request');
  const state = reduce(createSessionState(sessionId), events);
  const message = request && state.messages.get(request.messageId);
  const parts = message?.parts ?? [];
  const steps = parts.filter((part) => part.type === 'step-start');
  const newest = steps.at(-1);
  const own = parts.slice(parts.findLastIndex((part) => part.type === 'step-start') + 1);
  const isDone = newest?.state === 'done';
  const open = newest && !isDone ? own : [];
  const calls = own.filter(isCall);
  return {
    message,
    parts,
    lastSeq: events.at(-1)?.seq ?? 0,
    parentId: request?.parentId ?? null,
    requestedBy: request?.actor.id ?? '',
    hasOpenStep: newest !== undefined && !isDone,
    openText: findOpenText(open),
    stepText: open.map((part) => (part.type === 'text' ? part.text : '')).join(''),
    cutCalls: isDone ? [] : calls,
    stepsDone: steps.filter((step) => step.state === 'done').length,
    openCalls: isDone ? calls.filter((call) => openStates.has(call.state)) : [],
    toolCalls: parts.filter(isCall).length,
    // What a filter took away may be what the calls were for.
    answered: isDone && (calls.length === 0 || newest.finishReason === 'content-filter'),
    finishReason: isDone ? newest.finishReason : undefined,
    usage: usageOf(parts),
    approvals: state.approvals,
    attempts: countAttempts(events),
    fruitlessAttempts: countFruitless(events),
    waitsForPeople: isWaitingForPeople(events),
    activeMs: sumActiveMs(events),
  };
}

const openStates: ReadonlySet<ToolPart['state']> = new Set([
  'input-available',
  'approval-requested',
  'approval-responded',
  'running',
]);

/** A call that came whole and is ours to run; a provider runs its own. */
function isCall(part: Part): part is ToolPart {
  return (
    part.type === 'dynamic-tool' &&
    part.providerExecuted !== true &&
    part.state !== 'input-streaming' &&
    part.state !== 'abandoned'
  );
}

function findOpenText(parts: readonly Part[]): RunProgress['openText'] {
  const part = parts.findLast((candidate) => candidate.type === 'text');
  if (part?.type !== 'text' || part.id === undefined) return undefined;
  return { id: part.id, text: part.text };
}

/** Another attempt goes on where there is text or a whole tool call, and else starts the step over. [R4] */
export function chooseStrategy(progress: RunProgress, attempt: number): RunStrategy {
  if (attempt <= 1) return 'first';
  if (progress.waitsForPeople) return 'resume';
  const hasNothing = progress.stepText === '' && progress.cutCalls.length === 0;
  return hasNothing && (progress.hasOpenStep || progress.stepsDone === 0) ? 'restart' : 'continue';
}
