import type { Event, RunStrategy } from '#lib/protocol/event.ts';
import type { Message, Part } from '#lib/protocol/message.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState } from '#lib/state/session-state.ts';

/** Where a run stands, folded from its own events: all that another worker needs to go on with it. */
export interface RunProgress {
  readonly message: Message | undefined;
  /** Seq of the last event of the run. */
  readonly lastSeq: number;
  readonly parentId: string | null;
  /** The open text part of the unfinished step, to go on in. */
  readonly openText: { readonly id: string; readonly text: string } | undefined;
  /** Text of the unfinished step. */
  readonly stepText: string;
  readonly stepsDone: number;
  /** The last step is finished: there is nothing more to ask the model for. */
  readonly answered: boolean;
  /** Newest attempts that added no content. */
  readonly fruitlessAttempts: number;
}

export function foldProgress(sessionId: string, events: readonly Event[]): RunProgress {
  const request = events.find((event) => event.type === 'run-request');
  const state = reduce(createSessionState(sessionId), events);
  const message = request && state.messages.get(request.messageId);
  const parts = message?.parts ?? [];
  const stepStart = parts.findLastIndex((part) => part.type === 'step-start');
  const start = parts[stepStart];
  const open = start?.type === 'step-start' && start.state === 'streaming' ? parts.slice(stepStart + 1) : [];
  return {
    message,
    lastSeq: events.at(-1)?.seq ?? 0,
    parentId: request?.parentId ?? null,
    openText: findOpenText(open),
    stepText: open.map((part) => (part.type === 'text' ? part.text : '')).join(''),
    stepsDone: parts.filter((part) => part.type === 'step-start' && part.state === 'done').length,
    answered: stepStart !== -1 && start?.type === 'step-start' && start.state === 'done',
    fruitlessAttempts: countFruitless(events),
  };
}

function findOpenText(parts: readonly Part[]): RunProgress['openText'] {
  const part = parts.findLast((candidate) => candidate.type === 'text');
  if (part?.type !== 'text' || part.id === undefined) return undefined;
  return { id: part.id, text: part.text };
}

function countFruitless(events: readonly Event[]): number {
  const lastContent = events.findLastIndex(
    (event) => event.type === 'run-chunk' && event.chunks.some((chunk) => chunk.type.endsWith('-delta')),
  );
  return events.slice(lastContent + 1).filter((event) => event.type === 'run-start').length;
}

/** Another attempt goes on where there is text, and starts the step over where there is none. [R4] */
export function chooseStrategy(progress: RunProgress, attempt: number): RunStrategy {
  if (attempt <= 1) return 'first';
  return progress.stepText === '' && !progress.answered ? 'restart' : 'continue';
}
