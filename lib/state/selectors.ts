import type { Message } from '#lib/protocol/message.ts';
import type { Run } from '#lib/protocol/snapshot.ts';
import type { SessionState } from './session-state.ts';

/** The live run that answers in the tree; sub-agents have a parent run. */
export function findLiveRun(state: SessionState): Run | undefined {
  for (const run of state.runs.values()) {
    if (run.status !== 'ended' && run.parentRunId === undefined) return run;
  }
  return undefined;
}

/** The run that wrote a message, if it is known here. */
export function findRunOf(state: SessionState, message: Message): Run | undefined {
  return message.runId === undefined ? undefined : state.runs.get(message.runId);
}

/** After a stop or an error the queue waits until someone sends or resumes it. [C6] */
export function isQueuePaused(state: SessionState): boolean {
  return state.queue.length > 0 && !findLiveRun(state);
}

/** The words of a message, without reasoning and tools. */
export function textOf(message: Pick<Message, 'parts'>): string {
  return message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}
