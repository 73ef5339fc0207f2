import type { CommandOf } from '#lib/protocol/command.ts';
import type { AckError } from '#lib/protocol/error.ts';
import type { SessionState } from '#lib/state/session-state.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { PendingMessage } from './session-view.ts';

/** A message that the server has acked, with the session's last seq after it. */
export interface AckedMessage {
  entry: OutboxEntry;
  seq: number;
}

export interface PendingParts {
  /** Of this session, oldest first. */
  entries: readonly OutboxEntry[];
  acked: readonly AckedMessage[];
  state: SessionState;
  isLive: boolean;
  findDelay(commandId: string): AckError | undefined;
}

/** Own messages that the folded state does not show yet. Keeps the identity of what did not change. */
export function toPending(parts: PendingParts, before: readonly PendingMessage[]): readonly PendingMessage[] {
  const { entries, acked, state } = parts;
  const sending = acked.filter(({ seq }) => state.seq < seq).map(({ entry }) => entry);
  const known = new Set(sending.map((entry) => entry.command.commandId));
  const shown = [...sending, ...entries.filter((entry) => !known.has(entry.command.commandId))];
  const pending = shown.flatMap((entry) => {
    if (entry.command.type !== 'send-message' || isShown(state, entry.command.messageId)) return [];
    const next = toPendingMessage(entry, entry.command, parts, known);
    const last = before.find((old) => old.commandId === next.commandId);
    return last && last.status === next.status && last.error === next.error ? [last] : [next];
  });
  const isSame =
    pending.length === before.length && pending.every((message, index) => message === before[index]);
  return isSame ? before : pending;
}

function toPendingMessage(
  { at, failed }: OutboxEntry,
  { commandId, messageId, parts }: CommandOf<'send-message'>,
  { isLive, findDelay }: PendingParts,
  acked: ReadonlySet<string>,
): PendingMessage {
  const error = failed ?? findDelay(commandId);
  return {
    commandId,
    messageId,
    text: parts.map((part) => part.text).join(''),
    status: failed ? 'failed' : isLive || acked.has(commandId) ? 'sending' : 'waiting',
    ...(error && { error }),
    at,
  };
}

/** In the tree, in the queue or as a steer: the session has it. */
function isShown(state: SessionState, messageId: string): boolean {
  return (
    state.messages.has(messageId) ||
    state.queue.some((item) => item.itemId === messageId) ||
    state.steers.some((steer) => steer.messageId === messageId)
  );
}
