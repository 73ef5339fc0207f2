import type { Message, Part } from '#lib/protocol/message.ts';

export interface CallPlace {
  /** Absent: the run's own. */
  readonly throughMessageId?: string;
  readonly throughToolCallId: string;
}

/** The newest call that is not of the step whose results the model is about to read. */
export function findOlderCall(history: readonly Message[], own: readonly Part[]): CallPlace | undefined {
  const newestStep = own.findLastIndex(
    (part, index) => part.type === 'step-start' && findNewestCall(own.slice(index)) !== undefined,
  );
  const older = findNewestCall(own.slice(0, Math.max(newestStep, 0)));
  if (older) return older;
  for (const { id, parts } of history.toReversed()) {
    const call = findNewestCall(parts);
    if (call) return { throughMessageId: id, ...call };
  }
  return undefined;
}

export function findNewestCall(parts: readonly Part[]): CallPlace | undefined {
  const call = parts.findLast((part) => part.type === 'dynamic-tool');
  return call?.type === 'dynamic-tool' ? { throughToolCallId: call.toolCallId } : undefined;
}

/**
 * Where to cut so that as much as possible stays: the index of a user's message, before which all goes. At the newest
 * one, if nothing fits; 0 when there is nothing before it. Whole messages go, so a call keeps its result.
 */
export function findSummaryCut(
  history: readonly Message[],
  fits: (throughMessageId: string) => boolean,
): number {
  const cuts = [...history.keys()].filter((index) => index > 0 && history[index]?.role === 'user');
  // More goes with each later cut, so the first that fits can be halved in on.
  let [low, high] = [0, cuts.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const last = history[(cuts[middle] ?? 0) - 1];
    if (last && fits(last.id)) high = middle;
    else low = middle + 1;
  }
  return cuts[low] ?? 0;
}
