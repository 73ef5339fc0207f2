import type { Message, Part } from '#lib/protocol/message.ts';
import type { StateDraft } from './state-draft.ts';

/** The message that a run writes, if it is loaded. */
export function messageOfRun(draft: StateDraft, runId: string): Message | undefined {
  const run = draft.run(runId);
  return run && draft.message(run.messageId);
}

export function editParts(draft: StateDraft, runId: string, edit: (parts: Part[]) => Part[]): void {
  const message = messageOfRun(draft, runId);
  if (message) draft.putMessage({ ...message, parts: edit(message.parts) });
}
