import type { Event } from '#lib/protocol/event.ts';

/** What a cancel keeps out. [C3] */
const afterCancel: ReadonlySet<string> = new Set([
  'run-start',
  'run-chunk',
  'run-cancel',
  'tool-start',
  'approval-request',
  'approval-response',
]);

interface Life {
  attempts: number;
  cancelled: boolean;
  ended: boolean;
}

/** What a whole log breaks of the rules for runs and the queue, whoever wrote it; nothing when it breaks none. */
export function findRunFaults(events: readonly Event[]): string[] {
  const faults: string[] = [];
  const runs = new Map<string, Life>();
  const queue = new Set<string>();
  const messages = new Set<string>();
  const questions = new Map<string, string>();
  events.forEach((event, position) => {
    const fault = (text: string) => faults.push(`${text} (seq ${event.seq}, ${event.type})`);
    if (event.seq !== position + 1) fault(`[L1] seq ${position + 1} expected`);
    if (event.type === 'queue-add') queue.add(event.itemId);
    if (event.type === 'queue-edit' || event.type === 'queue-move' || event.type === 'queue-remove') {
      if (!queue.has(event.itemId)) fault('[C6] of an item that does not wait');
    }
    if (event.type === 'queue-remove') queue.delete(event.itemId);
    if (event.type === 'message-add') {
      const { id, parentId } = event.message;
      if (messages.has(id)) fault('a message for the second time');
      if (queue.has(id)) fault('[C6] a message that waits still');
      if (parentId !== null && !messages.has(parentId)) fault('a message below one that is not there');
      messages.add(id);
    }
    if (event.type === 'run-request') {
      const live = [...runs.values()].some((run) => !run.ended);
      if (live && event.parentRunId === undefined) fault('a second answer at a time');
      runs.set(event.runId, { attempts: 0, cancelled: false, ended: false });
      messages.add(event.messageId);
      return;
    }
    if (!('runId' in event)) return;
    const run = runs.get(event.runId);
    if (!run) return void fault('of a run that nobody asked for');
    if (run.ended) fault('[R1] after the end of its run');
    if (run.cancelled && afterCancel.has(event.type)) {
      fault('[C3] after the cancel');
    }
    if (run.attempts === 0 && event.type === 'run-chunk') fault('content before the first attempt');
    if (event.type === 'run-start' && event.attempt !== ++run.attempts)
      fault(`attempt ${run.attempts} expected`);
    if (event.type === 'approval-request') questions.set(event.approvalId, event.inputHash);
    if (event.type === 'approval-response' || event.type === 'approval-expire') {
      if (questions.get(event.approvalId) !== event.inputHash) fault('[A1] [A2] of no open question');
      questions.delete(event.approvalId);
    }
    if (event.type === 'run-cancel') run.cancelled = true;
    if (event.type !== 'run-end') return;
    run.ended = true;
    if (run.cancelled && event.reason !== 'cancelled') fault('[C3] the end after a cancel is another one');
  });
  return faults;
}
