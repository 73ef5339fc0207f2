import type { Event } from '#lib/protocol/event.ts';
import type { ApprovalFacts } from './session-control.ts';

/** The row that Postgres would keep of a question. */
export type MemoryApproval = Omit<ApprovalFacts, 'expired' | 'expiresInMs'> & { readonly expiresAt: string };

/** What an event makes of the questions: an answer or its time closes one, the end of a run all that it left open. */
export function projectApproval(approvals: Map<string, MemoryApproval>, event: Event): void {
  const change = (approvalId: string, to: Partial<MemoryApproval>) => {
    const asked = approvals.get(approvalId);
    if (asked) approvals.set(approvalId, { ...asked, ...to });
  };
  switch (event.type) {
    case 'approval-request': {
      const { type: _type, seq: _seq, at: _at, actor: _actor, ...question } = event;
      approvals.set(event.approvalId, {
        ...question,
        status: 'requested',
        decidedBy: undefined,
        scope: undefined,
        reason: undefined,
      });
      return;
    }
    case 'approval-response':
      return change(event.approvalId, {
        status: event.decision === 'approve' ? 'approved' : 'denied',
        decidedBy: event.actor,
        scope: event.scope,
        reason: event.reason,
      });
    case 'approval-expire':
      return change(event.approvalId, { status: 'expired' });
    case 'run-end':
      for (const { approvalId, runId, status } of approvals.values()) {
        if (runId === event.runId && status === 'requested') change(approvalId, { status: 'expired' });
      }
      return;
    default:
      return;
  }
}

export function toApprovalFacts({ expiresAt, ...approval }: MemoryApproval, nowMs: number): ApprovalFacts {
  const expiresInMs = Date.parse(expiresAt) - nowMs;
  return { ...approval, expired: expiresInMs <= 0, expiresInMs };
}

export function grantsOf(approvals: ReadonlyMap<string, MemoryApproval>): string[] {
  const granted = [...approvals.values()].filter(
    ({ status, scope }) => status === 'approved' && scope === 'session',
  );
  return [...new Set(granted.map((approval) => approval.toolName))].toSorted();
}
