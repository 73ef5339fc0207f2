'use client';

import { useSession } from '#lib/client/use-session.ts';
import type { Approval } from '#lib/protocol/snapshot.ts';
import { isSameList } from '../transcript/select-transcript.ts';
import { Button } from '../ui/button.tsx';
import { ApprovalCard } from './approval-card.tsx';
import { useInSight } from './in-sight.ts';
import { findToolPart, selectOpenApprovals } from './select-approvals.ts';

/** Over the composer: how many open questions are out of sight, and the oldest of them when no other is in sight. */
export function ApprovalDock() {
  const open = useSession(selectOpenApprovals, isSameList);
  const inSight = useInSight();
  const hidden = open.filter(({ approvalId }) => inSight && !inSight.has(approvalId));
  const first = hidden[0];
  const part = useSession((view) => first && findToolPart(view, first));
  const isReader = useSession((view) => view.role === 'viewer');
  if (!first || isReader) return null;
  return (
    <section
      aria-label="Waiting for your approval"
      className="mb-2 max-h-[45dvh] animate-rise overflow-y-auto rounded-lg border border-line"
    >
      <div className="flex min-h-9 items-center gap-2 bg-sand-wash pr-1.5 pl-3 text-xs text-ink-soft">
        <span className="inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-sand px-1.5 font-semibold text-paper tabular-nums">
          {hidden.length}
        </span>
        <span className="flex-1">{toWords(hidden.length, open.length)}</span>
        {part && (
          <Button size="small" tone="plain" onClick={() => show(first)}>
            Show
          </Button>
        )}
      </div>
      {hidden.length === open.length && (
        <ApprovalCard key={first.approvalId} approvalId={first.approvalId} part={part} place="dock" />
      )}
    </section>
  );
}

function toWords(hidden: number, open: number): string {
  if (hidden < open) return hidden === 1 ? 'more question waits for you' : 'more questions wait for you';
  return hidden === 1 ? 'question waits for you' : 'questions wait for you';
}

function show({ approvalId }: Approval): void {
  const card = document.querySelector(`[data-approval-card="${CSS.escape(approvalId)}"]`);
  card?.scrollIntoView({ block: 'center' });
}
