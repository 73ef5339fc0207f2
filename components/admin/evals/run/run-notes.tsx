import type { ReactNode } from 'react';
import { CircleAlert, Users, WifiOff, type LucideIcon } from 'lucide-react';
import { isSimulated } from '#lib/evals/model/is-simulated.ts';
import type { EvalRunReply } from './eval-run-reply.ts';
import { isOutOfTouch, type FollowedRun } from './follow-run.ts';
import { SimulatedBadge } from '../simulated-badge.tsx';

export interface RunNotesProps {
  followed: FollowedRun<EvalRunReply>;
  /** The same was started a second time: this is the run that was under way. */
  hasJoined: boolean;
}

/** What somebody has to know before they read the figures. */
export function RunNotes({ followed, hasJoined }: RunNotesProps) {
  const { run } = followed.reply;
  const simulated = run.spec.modelIds.filter(isSimulated);
  return (
    <div role="status" className="space-y-2 empty:hidden not-empty:mb-5">
      {isOutOfTouch(followed) && (
        <Note icon={WifiOff}>
          The server does not answer: it restarts, or the network is away. Trials go on with any worker that
          runs, and this page catches up by itself.
        </Note>
      )}
      {followed.isGone && (
        <Note icon={CircleAlert}>This eval run is no longer here, or no longer for you.</Note>
      )}
      {hasJoined && (
        <Note icon={Users}>
          The same was under way already: this is that run, started by {run.requestedBy.name}.
        </Note>
      )}
      {run.fault && <Note icon={CircleAlert}>{run.fault}</Note>}
      {simulated.length > 0 && (
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
          <SimulatedBadge />
          {simulated.length === run.spec.modelIds.length
            ? 'Scripts that follow the rules they read: this proves the machinery and nothing about models.'
            : 'Models marked so are scripts that follow the rules they read: no AI.'}
        </p>
      )}
    </div>
  );
}

function Note({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <p className="flex gap-2.5 rounded-md bg-sand-wash p-3 text-sm">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-sand" strokeWidth={1.75} />
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </p>
  );
}
