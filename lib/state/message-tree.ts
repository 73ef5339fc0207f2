import type { Message } from '#lib/protocol/message.ts';
import type { SessionState } from './session-state.ts';
import type { StateDraft } from './state-draft.ts';

/** A message that joins the tree becomes its tip; its siblings learn of it. */
export function addMessage(draft: StateDraft, message: Omit<Message, 'siblings'>): void {
  const older = siblingsOf(draft.value, message.parentId);
  const siblings = [...older, message.id];
  for (const id of older) {
    const sibling = draft.message(id);
    if (sibling) draft.putMessage({ ...sibling, siblings });
  }
  draft.putMessage({ ...message, siblings });
  draft.assign({ tipId: message.id });
}

function siblingsOf(state: SessionState, parentId: string | null): readonly string[] {
  for (const message of state.messages.values()) {
    if (message.parentId === parentId) return message.siblings;
  }
  return [];
}

/** The loaded messages from the oldest one down to `tipId`, oldest first. */
export function branchTo(state: SessionState, tipId: string | null): Message[] {
  const branch: Message[] = [];
  let message = tipId === null ? undefined : state.messages.get(tipId);
  while (message) {
    branch.push(message);
    message = message.parentId === null ? undefined : state.messages.get(message.parentId);
  }
  return branch.toReversed();
}
