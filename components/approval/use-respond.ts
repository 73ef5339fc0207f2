'use client';

import { useSession } from '#lib/client/use-session.ts';
import { useSessionActions } from '#lib/client/use-session-actions.ts';
import type { AckError } from '#lib/protocol/error.ts';
import type { ApprovalScope } from '#lib/protocol/event.ts';
import type { Approval } from '#lib/protocol/snapshot.ts';
import { focusComposer } from '../composer/focus-composer.ts';
import { sayRefused } from '../status/say-refused.ts';
import { showToast } from '../ui/show-toast.ts';
import { toConflictWords } from './conflict-words.ts';

export interface Decision {
  decision: 'approve' | 'deny';
  scope: ApprovalScope;
  /** Empty: none. */
  reason: string;
}

/** Answers an approval, and says so when somebody was faster. `isDeciding` from the press until the server has said. */
export function useRespond(approval: Approval): {
  isDeciding: boolean;
  respond: (decided: Decision) => void;
} {
  const { respondApproval } = useSessionActions();
  const isDeciding = useSession((view) => view.deciding.has(approval.approvalId));
  const respond = ({ decision, scope, reason }: Decision) => {
    const { approvalId, inputHash } = approval;
    const note = reason.trim();
    const answer = { inputHash, decision, scope, ...(note === '' ? {} : { reason: note }) };
    // The button that was pressed goes away. Where there is no keyboard, one would come up over the page.
    if (matchMedia('(pointer: fine)').matches) focusComposer();
    void respondApproval(approvalId, answer).then((ack) => {
      if (!ack.ok) sayLost(ack.error);
    });
  };
  return { isDeciding, respond };
}

function sayLost(error: AckError): void {
  if (error.code !== 'conflict') return sayRefused('Your answer did not count', error);
  showToast({ words: 'Your answer came too late', description: toConflictWords(error.message) });
}
