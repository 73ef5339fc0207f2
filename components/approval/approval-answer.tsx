'use client';

import { useId, useState } from 'react';
import { useSession } from '#lib/client/use-session.ts';
import type { ApprovalScope } from '#lib/protocol/event.ts';
import { MAX_NOTE_CHARS } from '#lib/protocol/limits.ts';
import type { Approval } from '#lib/protocol/snapshot.ts';
import { Button } from '../ui/button.tsx';
import { focusAtEnd } from '../ui/focus-on-mount.ts';
import { useNow } from '../ui/use-now.ts';
import { toTimeLeft } from './time-left.ts';
import { useRespond } from './use-respond.ts';
import { whyWords } from './why-words.ts';

/** Approve, deny, and whether for the whole session, with a reason if there is one to give. */
export function ApprovalAnswer({ approval }: { approval: Approval }) {
  const isReader = useSession((view) => view.role === 'viewer');
  const { isDeciding, respond } = useRespond(approval);
  const nowMs = useNow(1_000);
  const [reason, setReason] = useState<string>();
  const words = whyWords[approval.why];
  const timeLeft = nowMs === undefined ? '' : toTimeLeft(approval.expiresAt, nowMs);
  const answer = (decision: 'approve' | 'deny', scope: ApprovalScope = 'once') =>
    respond({ decision, scope, reason: reason ?? '' });

  if (timeLeft === undefined) return <Note words="Its time is over. The answer goes on without it." />;
  if (isReader) return <Note words="Only those who may write in this session can answer." />;
  return (
    <div className="space-y-2.5">
      {reason !== undefined && <ReasonField reason={reason} onChange={setReason} />}
      <div className="flex flex-wrap items-center gap-2" aria-busy={isDeciding}>
        <Button size="small" tone="primary" disabled={isDeciding} onClick={() => answer('approve')}>
          {words.approve}
        </Button>
        <Button size="small" disabled={isDeciding} onClick={() => answer('deny')}>
          {words.deny}
        </Button>
        {approval.sessionScope && (
          <Button size="small" disabled={isDeciding} onClick={() => answer('approve', 'session')}>
            Always in this session
          </Button>
        )}
        {reason === undefined && (
          <Button size="small" tone="plain" disabled={isDeciding} onClick={() => setReason('')}>
            Add a reason
          </Button>
        )}
        <span className="ml-auto text-xs text-ink-soft tabular-nums">
          {isDeciding ? 'Deciding…' : timeLeft}
        </span>
      </div>
    </div>
  );
}

function ReasonField({ reason, onChange }: { reason: string; onChange: (reason: string) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-xs text-ink-soft">
        Reason, for the agent and everyone here
      </label>
      <input
        ref={focusAtEnd}
        id={id}
        value={reason}
        maxLength={MAX_NOTE_CHARS}
        onChange={(event) => onChange(event.target.value)}
        className="h-9 w-full rounded-md border border-line-strong bg-raised px-2.5 text-sm -outline-offset-1 pointer-coarse:h-11 pointer-coarse:text-base"
      />
    </div>
  );
}

function Note({ words }: { words: string }) {
  return <p className="pl-6.5 text-ink-soft">{words}</p>;
}
