'use client';

import { ArrowUp } from 'lucide-react';
import { useSession } from '#lib/client/use-session.ts';
import { isSameList } from '../transcript/select-transcript.ts';
import { Button } from '../ui/button.tsx';
import { ApprovalCard } from './approval-card.tsx';
import { useIsInSight } from './in-sight.ts';
import { findToolPart, selectOpenApprovals } from './select-approvals.ts';

/** The oldest open question, over the composer, for as long as its card is out of sight. */
export function ApprovalDock() {
  const open = useSession(selectOpenApprovals, isSameList);
  const first = open[0];
  const part = useSession((view) => first && findToolPart(view, first));
  const isInSight = useIsInSight(first?.approvalId);
  if (!first || isInSight) return null;
  const show = () =>
    document
      .querySelector(`[data-tool-call-id="${CSS.escape(first.toolCallId)}"]`)
      ?.scrollIntoView({ block: 'center' });
  return (
    <section
      aria-label="Waiting for your approval"
      className="mb-2 max-h-[45dvh] animate-rise overflow-y-auto rounded-lg border border-line"
    >
      <div className="flex min-h-9 items-center gap-2 bg-sand-wash pr-1.5 pl-3 text-xs text-ink-soft">
        <span className="inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-sand px-1.5 font-semibold text-paper tabular-nums">
          {open.length}
        </span>
        <span className="flex-1">
          {open.length === 1 ? 'The answer waits for you' : 'The answer waits for your decisions'}
        </span>
        {part && (
          <Button size="small" tone="plain" onClick={show}>
            <ArrowUp aria-hidden className="size-3.5" strokeWidth={1.75} />
            Show
          </Button>
        )}
      </div>
      <ApprovalCard key={first.approvalId} approvalId={first.approvalId} part={part} place="dock" />
    </section>
  );
}
