'use client';

import { useLayoutEffect, useRef } from 'react';
import { Hand } from 'lucide-react';
import { useSession } from '#lib/client/use-session.ts';
import type { ToolPart } from '#lib/protocol/message.ts';
import { ToolInput } from '../tool/tool-input.tsx';
import { toToolName } from '../tool/to-tool-summary.ts';
import { ApprovalAnswer } from './approval-answer.tsx';
import { watchSight } from './in-sight.ts';
import { findApproval } from './select-approvals.ts';
import { whyWords } from './why-words.ts';

export interface ApprovalCardProps {
  approvalId: string;
  /** Absent where its answer is not loaded, or is a sub-agent's. */
  part: ToolPart | undefined;
  /** In its place in the transcript, or over the composer while that is out of sight. */
  place: 'transcript' | 'dock';
}

/** Asks a person whether a tool may run: what it would do, why it asks, and for how long. */
export function ApprovalCard({ approvalId, part, place }: ApprovalCardProps) {
  const approval = useSession((view) => findApproval(view, approvalId));
  const cardRef = useRef<HTMLElement>(null);

  // Synchronises with what the browser shows, before the first paint.
  useLayoutEffect(() => {
    const card = cardRef.current;
    if (place === 'transcript' && card) return watchSight(approvalId, card);
  }, [approvalId, place]);

  const { name, server } = toToolName(part ?? { toolName: approval?.toolName ?? 'A tool' });
  return (
    <section
      ref={cardRef}
      aria-label={`Approval: ${name}`}
      data-approval-card={place === 'transcript' ? approvalId : undefined}
      className="space-y-3 bg-sand-wash px-3 py-3 text-sm"
    >
      <h3 className="flex items-start gap-2.5">
        <Hand aria-hidden className="mt-0.5 size-4 shrink-0 text-sand" strokeWidth={1.75} />
        <span className="font-medium">
          {name}
          {server && ` on ${server}`}: may it run?
        </span>
      </h3>
      {approval && <p className="pl-6.5 text-ink-soft">{whyWords[approval.why].why}</p>}
      {part ? (
        // The dock scrolls as a whole: a box that scrolls within it would be a trap for a finger.
        <ToolInput part={part} className={place === 'dock' ? 'max-h-none!' : ''} />
      ) : (
        <p className="pl-6.5 text-ink-soft">What it would do is further up in the session.</p>
      )}
      <div
        className={
          place === 'dock' ? 'sticky bottom-0 -mx-3 -mb-3 border-t border-line bg-sand-wash px-3 py-2.5' : ''
        }
      >
        {approval ? (
          <ApprovalAnswer approval={approval} />
        ) : (
          <p className="pl-6.5 text-ink-soft">This can’t be answered any more.</p>
        )}
      </div>
    </section>
  );
}
