import { assertNever } from '#lib/base/assert.ts';
import type { Event } from '#lib/protocol/event.ts';
import type { QueueItem } from '#lib/protocol/snapshot.ts';
import { reduceApproval } from './reduce-approval.ts';
import { reduceRunEvent } from './reduce-run.ts';
import { addMessage } from './message-tree.ts';
import type { SessionState } from './session-state.ts';
import { StateDraft } from './state-draft.ts';

/**
 * The one fold of the log, shared by server and browser. Events at or below `state.seq` are dropped, so applying a
 * batch twice changes nothing; the caller sees to it that there is no gap. [D1]
 */
export function reduce(state: SessionState, events: readonly Event[]): SessionState {
  const draft = new StateDraft(state);
  for (const event of events) {
    if (event.seq <= draft.value.seq) continue;
    apply(draft, event);
    draft.assign({ seq: event.seq });
  }
  return draft.value;
}

function apply(draft: StateDraft, event: Event): void {
  switch (event.type) {
    case 'session-create':
      return draft.assign({ title: event.title ?? null });
    case 'session-rename':
      return draft.assign({ title: event.title });
    case 'session-archive':
      return draft.assign({ archived: event.archived });
    case 'message-add':
      draft.assign({ steers: draft.value.steers.filter((steer) => steer.messageId !== event.message.id) });
      return addMessage(draft, { ...event.message, status: 'complete', createdAt: event.at });
    case 'message-rate': {
      const { rating: _, ...message } = draft.message(event.messageId) ?? {};
      if (!('id' in message)) return;
      return draft.putMessage(event.value === 0 ? message : { ...message, rating: event.value });
    }
    case 'queue-add':
      return draft.assign({
        queue: insertBefore(
          draft.value.queue,
          { itemId: event.itemId, parts: event.parts, actor: event.actor, at: event.at },
          event.beforeItemId ?? null,
        ),
      });
    case 'queue-edit':
      return draft.assign({
        queue: draft.value.queue.map((item) =>
          item.itemId === event.itemId ? { ...item, parts: event.parts } : item,
        ),
      });
    case 'queue-move':
      return draft.assign({ queue: moveQueueItem(draft.value.queue, event.itemId, event.beforeItemId) });
    case 'queue-remove':
      return draft.assign({ queue: draft.value.queue.filter((item) => item.itemId !== event.itemId) });
    case 'approval-request':
    case 'approval-response':
    case 'approval-expire':
      return reduceApproval(draft, event);
    case 'participant-add':
    case 'participant-change':
    case 'participant-remove':
      return; // Who takes part is asked of the database at every command, not of a fold. [P1]
    case 'run-request':
    case 'run-start':
    case 'run-chunk':
    case 'tool-start':
    case 'run-suspend':
    case 'run-cancel':
    case 'run-steer':
    case 'steer-consume':
    case 'run-end':
      return reduceRunEvent(draft, event);
    default:
      return assertNever(event);
  }
}

function insertBefore(
  queue: readonly QueueItem[],
  item: QueueItem,
  beforeItemId: string | null,
): QueueItem[] {
  const index = queue.findIndex((other) => other.itemId === beforeItemId);
  return index === -1 ? [...queue, item] : queue.toSpliced(index, 0, item);
}

export function moveQueueItem(
  queue: readonly QueueItem[],
  itemId: string,
  beforeItemId: string | null,
): readonly QueueItem[] {
  const item = queue.find((other) => other.itemId === itemId);
  if (!item || itemId === beforeItemId) return queue;
  return insertBefore(
    queue.filter((other) => other !== item),
    item,
    beforeItemId,
  );
}
