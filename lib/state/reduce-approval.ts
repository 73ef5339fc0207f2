import type { Event } from '#lib/protocol/event.ts';
import type { ToolPart } from '#lib/protocol/message.ts';
import type { Approval } from '#lib/protocol/snapshot.ts';
import { editParts } from './edit-parts.ts';
import { editTool } from './fold-chunks.ts';
import type { StateDraft } from './state-draft.ts';

type ApprovalEvent = Extract<Event, { type: 'approval-request' | 'approval-response' | 'approval-expire' }>;
type Decided = Exclude<ApprovalEvent, { type: 'approval-request' }>;

/** An approval lives as long as its run; its tool call keeps what became of it. [A1] */
export function reduceApproval(draft: StateDraft, event: ApprovalEvent): void {
  if (event.type === 'approval-request') {
    const { seq: _seq, at: _at, type: _type, actor: _actor, ...asked } = event;
    put(draft, { ...asked, status: 'requested' });
    editApproval(draft, event, 'approval-requested', {
      approvalId: event.approvalId,
      status: 'requested',
    });
    return;
  }
  const asked = draft.value.approvals.find((approval) => approval.approvalId === event.approvalId);
  const outcome = toOutcome(event);
  if (asked) {
    const { by, ...rest } = outcome;
    put(draft, { ...asked, ...rest, ...(by ? { decidedBy: by } : {}) });
  }
  editApproval(draft, event, 'approval-responded', { approvalId: event.approvalId, ...outcome });
}

function toOutcome(event: Decided): Omit<NonNullable<ToolPart['approval']>, 'approvalId'> {
  if (event.type === 'approval-expire') return { status: 'expired' };
  return {
    status: event.decision === 'approve' ? 'approved' : 'denied',
    by: event.actor,
    ...(event.scope === undefined ? {} : { scope: event.scope }),
    ...(event.reason === undefined ? {} : { reason: event.reason }),
  };
}

function put(draft: StateDraft, approval: Approval): void {
  const others = draft.value.approvals.filter(({ approvalId }) => approvalId !== approval.approvalId);
  draft.assign({ approvals: [...others, approval] });
}

function editApproval(
  draft: StateDraft,
  event: ApprovalEvent,
  state: ToolPart['state'],
  approval: NonNullable<ToolPart['approval']>,
): void {
  editParts(draft, event.runId, (parts) =>
    editTool([...parts], event.toolCallId, (part) => ({ ...part, state, approval })),
  );
}
