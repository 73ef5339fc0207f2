import type { SessionView } from '#lib/client/session-view.ts';
import type { ToolPart } from '#lib/protocol/message.ts';
import type { Approval } from '#lib/protocol/snapshot.ts';

const none: readonly Approval[] = [];

/** Questions that nobody has answered yet, oldest first. */
export function selectOpenApprovals({ state }: SessionView): readonly Approval[] {
  const open = state.approvals.filter(({ status }) => status === 'requested');
  return open.length === 0 ? none : open;
}

export function findApproval({ state }: SessionView, approvalId: string): Approval | undefined {
  return state.approvals.find((approval) => approval.approvalId === approvalId);
}

/** The tool call that an approval is about, where its answer is loaded. */
export function findToolPart({ state }: SessionView, approval: Approval): ToolPart | undefined {
  const messageId = state.runs.get(approval.runId)?.messageId;
  const message = messageId === undefined ? undefined : state.messages.get(messageId);
  return message?.parts.find(
    (part): part is ToolPart => part.type === 'dynamic-tool' && part.toolCallId === approval.toolCallId,
  );
}
