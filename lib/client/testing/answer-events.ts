import { createId } from '#lib/base/ids.ts';
import type { EventBody } from '#lib/protocol/event.ts';

export interface Answer {
  runId: string;
  messageId: string;
  /** What opens the run. */
  start: EventBody[];
  /** The next words of it. */
  write(text: string): EventBody;
  end: EventBody;
}

/** The events of one answer that is written word by word. */
export function createAnswer(parentId: string | null = null): Answer {
  const [runId, messageId] = [createId(), createId()];
  return {
    runId,
    messageId,
    start: [
      { type: 'run-request', runId, messageId, parentId, agent: 'assistant', model: 'demo' },
      { type: 'run-start', runId, attempt: 1, strategy: 'first' },
      { type: 'run-chunk', runId, chunks: [{ type: 'start-step' }, { type: 'text-start', id: 't1' }] },
    ],
    write: (text) => ({ type: 'run-chunk', runId, chunks: [{ type: 'text-delta', id: 't1', delta: text }] }),
    end: { type: 'run-end', runId, reason: 'complete' },
  };
}
