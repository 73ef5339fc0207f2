import type { PendingMessage, SessionView } from '#lib/client/session-view.ts';
import type { Message } from '#lib/protocol/message.ts';
import { branchTo } from '#lib/state/message-tree.ts';
import { findLiveRun } from '#lib/state/selectors.ts';

const none: readonly PendingMessage[] = [];

export function selectBranch({ state }: SessionView): readonly Message[] {
  return branchTo(state, state.tipId);
}

export const selectRuns = (view: SessionView) => view.state.runs;
export const selectSeq = (view: SessionView) => view.state.seq;
export const selectIsLive = (view: SessionView) => findLiveRun(view.state) !== undefined;

/** Own messages on their way into the transcript. While a run is live they are on their way into the queue. */
export function selectPendingHere(view: SessionView): readonly PendingMessage[] {
  return goesToQueue(view) ? none : view.pending;
}

export function selectPendingQueued(view: SessionView): readonly PendingMessage[] {
  return goesToQueue(view) ? view.pending : none;
}

function goesToQueue({ state }: SessionView): boolean {
  return findLiveRun(state) !== undefined;
}

/** Same members in the same order. */
export function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
