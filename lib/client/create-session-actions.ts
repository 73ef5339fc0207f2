import { createId } from '#lib/base/ids.ts';
import type { Command } from '#lib/protocol/command.ts';
import type { AckError } from '#lib/protocol/error.ts';
import type { UserPart } from '#lib/protocol/message.ts';
import { findLiveRun, textOf } from '#lib/state/selectors.ts';
import type { SessionState } from '#lib/state/session-state.ts';
import { findTextFault } from './check-text.ts';
import type { CommandSender } from './command-sender.ts';
import type { Drafts } from './drafts.ts';
import type { Outbox } from './outbox.ts';
import type { ReadMarks } from './read-marks.ts';
import type { CommandOutcome, SendOptions, SessionActions } from './session-actions.ts';

export interface SessionActionsParts {
  sessionId: string;
  outbox: Outbox;
  sender: CommandSender;
  drafts: Drafts;
  readMarks: ReadMarks;
  state(): SessionState;
  /** True until the server is known to have this session: its first command creates it. */
  isUnborn(): boolean;
  loadOlder(): void;
}

export function createSessionActions(parts: SessionActionsParts): SessionActions {
  const { sessionId, outbox, sender, drafts, readMarks } = parts;

  /** Shows the message and queues its command; resolves when it would survive a reload. */
  const put = (messageId: string, words: UserPart[], options?: SendOptions): Promise<void> =>
    outbox.add({
      ...options,
      commandId: createId(),
      sessionId,
      type: 'send-message',
      messageId,
      parts: words,
      ...(parts.isUnborn() && { create: true }),
    }).stored;

  const cancelRun = async (runId: string): CommandOutcome => {
    const commandId = createId();
    const ack = await sender.send({ commandId, sessionId, type: 'cancel-run', runId });
    if (ack.ok || ack.error.code !== 'already-ended') return ack;
    return { ok: true, commandId, seq: parts.state().seq, result: { effect: 'ended' } };
  };

  const findPending = (messageId: string) =>
    outbox.entries.find(({ command }) => command.type === 'send-message' && command.messageId === messageId);

  return {
    send(text, options) {
      const words: UserPart[] = [{ type: 'text', text }];
      const fault = findTextFault(words);
      if (fault) return { ok: false, error: fault };
      const messageId = createId();
      drafts.sent(sessionId, text, put(messageId, words, options));
      return { ok: true, messageId };
    },
    retry(messageId) {
      const entry = findPending(messageId);
      if (entry) void outbox.retry(entry.command.commandId);
    },
    discard(messageId) {
      const entry = findPending(messageId);
      if (!entry) return undefined;
      outbox.discard(entry.command.commandId);
      return textOfEntry(entry);
    },
    stop() {
      const run = findLiveRun(parts.state());
      return run && cancelRun(run.runId);
    },
    cancelRun,
    queueEdit(itemId, text) {
      const words: UserPart[] = [{ type: 'text', text }];
      const fault = findTextFault(words);
      if (fault) return refused(fault);
      return outbox.add({ commandId: createId(), sessionId, type: 'queue-edit', itemId, parts: words }).ack;
    },
    queueMove: (itemId, beforeItemId) =>
      outbox.add({ commandId: createId(), sessionId, type: 'queue-move', itemId, beforeItemId }).ack,
    queueRemove: (itemId) =>
      outbox.add({ commandId: createId(), sessionId, type: 'queue-remove', itemId }).ack,
    sendQueuedNow(itemId) {
      const item = parts.state().queue.find((queued) => queued.itemId === itemId);
      const words: UserPart[] = [{ type: 'text', text: textOf(item ?? { parts: [] }) }];
      const fault = findTextFault(words);
      if (fault) return { ok: false, error: fault };
      void put(itemId, words);
      return { ok: true, messageId: itemId };
    },
    rate: (messageId, value, note) =>
      outbox.add({
        commandId: createId(),
        sessionId,
        type: 'rate-message',
        messageId,
        value,
        ...(note !== undefined && { note }),
      }).ack,
    respondApproval: (approvalId, answer) =>
      outbox.add({ commandId: createId(), sessionId, type: 'respond-approval', approvalId, ...answer }).ack,
    markRead: () => readMarks.mark(parts.state().seq),
    loadOlder: () => parts.loadOlder(),
  };
}

export function refused(error: AckError): CommandOutcome {
  return Promise.resolve({ ok: false, error });
}

function textOfEntry({ command }: { command: Command }): string {
  return command.type === 'send-message' ? textOf(command) : '';
}
