import { runIdOf, type Event } from '#lib/protocol/event.ts';
import { textOf } from '#lib/state/selectors.ts';
import type { SessionState } from '#lib/state/session-state.ts';
import { countTo } from './simulated-model.ts';

/** What the log of a session that has come to rest must not show. `state` is its fold. */
export function findViolations(events: readonly Event[], state: SessionState): string[] {
  const found: string[] = [];
  events.forEach((event, index) => {
    if (event.seq !== index + 1) found.push(`[L1] event ${index + 1} has seq ${event.seq}`);
  });
  for (const run of state.runs.values()) {
    const own = events.filter((event) => runIdOf(event) === run.runId);
    const ends = own.filter((event) => event.type === 'run-end');
    if (ends.length !== 1) found.push(`[R1] run ${run.runId} has ${ends.length} ends`);
    if (own.at(-1)?.type !== 'run-end') found.push(`[L4] run ${run.runId} has events after its end`);
    const cancelAt = own.findIndex((event) => event.type === 'run-cancel');
    const after = cancelAt === -1 ? [] : own.slice(cancelAt + 1);
    if (after.some((event) => event.type === 'run-chunk')) {
      found.push(`[C3] run ${run.runId} has content after its cancel`);
    }
    if (cancelAt !== -1 && run.reason !== 'cancelled')
      found.push(`[C3] cancelled run ${run.runId} is ${run.reason}`);
    const attempts = own.flatMap((event) => (event.type === 'run-start' ? [event.attempt] : []));
    if (attempts.some((attempt, index) => attempt !== index + 1)) {
      found.push(`[R2] run ${run.runId} has attempts ${attempts.join(', ')}`);
    }
    found.push(...findTextFault(state, run.messageId));
  }
  return found;
}

function findTextFault(state: SessionState, messageId: string): string[] {
  const message = state.messages.get(messageId);
  const question = message?.parentId ? state.messages.get(message.parentId) : undefined;
  if (!message || !question) return [`[R1] message ${messageId} is not in the tree`];
  const expected = countTo(Number(/count to (\d+)/.exec(textOf(question))?.[1]));
  const text = textOf(message);
  if (message.status === 'complete' && text !== expected)
    return [`[R4] complete answer is "${text}", not "${expected}"`];
  if (!expected.startsWith(text))
    return [`[R4] ${message.status} answer "${text}" is no prefix of "${expected}"`];
  return [];
}
