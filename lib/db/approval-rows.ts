import type { Event } from '#lib/protocol/event.ts';
import { toJson } from './to-json.ts';
import type { Transaction } from './transaction.ts';

type ApprovalEvent = Extract<Event, { type: 'approval-request' | 'approval-response' | 'approval-expire' }>;

/** Writes what an event says of a question into its row. [A1] */
export async function projectApproval(
  tx: Transaction,
  sessionId: string,
  event: ApprovalEvent,
): Promise<void> {
  if (event.type === 'approval-request') {
    const { approvalId: id, runId, toolCallId, toolName, inputHash, why, sessionScope, expiresAt } = event;
    await tx.approval.create({
      data: {
        id,
        sessionId,
        runId,
        toolCallId,
        toolName,
        inputHash,
        why,
        sessionScope,
        expiresAt,
        status: 'requested',
      },
    });
    return;
  }
  const answer =
    event.type === 'approval-expire'
      ? { status: 'expired' }
      : {
          status: event.decision === 'approve' ? 'approved' : 'denied',
          decidedBy: toJson(event.actor),
          scope: event.scope ?? null,
          reason: event.reason ?? null,
        };
  await tx.approval.update({ where: { id: event.approvalId }, data: answer });
}

/** The questions that a run leaves open as it ends can't be answered any more. */
export async function closeApprovals(tx: Transaction, runId: string): Promise<void> {
  await tx.approval.updateMany({ where: { runId, status: 'requested' }, data: { status: 'expired' } });
}
