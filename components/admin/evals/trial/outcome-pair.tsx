import Link from 'next/link';
import type { TrialDetail, TrialOutcome } from '#lib/evals/model/trial-detail.ts';
import type { WorkbenchChange } from '#lib/protocol/workbench.ts';
import { classNames } from '#components/ui/class-names.ts';
import { ChangeList } from '#components/workbench/change-list.tsx';
import { AdminSection } from '#components/admin/frame/admin-section.tsx';
import { toTrialPath } from '../eval-paths.ts';
import { OutcomeChecks } from './outcome-checks.tsx';
import { OutcomeFacts } from './outcome-facts.tsx';
import { isTrialOpen } from './trial-state.ts';

/** What the trial left and took; beside it the same under the version in production, where that was tried. */
export function OutcomePair({ detail }: { detail: TrialDetail }) {
  const { before, trial, skillVersion } = detail;
  if (isTrialOpen(trial)) return null;
  return (
    <AdminSection title={before ? 'Before and after' : 'What it left'}>
      <div
        className={classNames(
          'grid grid-cols-[minmax(0,1fr)] gap-6',
          before && 'lg:grid-cols-[repeat(2,minmax(0,1fr))]',
        )}
      >
        {before && (
          <Outcome
            title="In production"
            outcome={before}
            other={detail}
            href={toTrialPath(before.trial.evalRunId, before.trial.id)}
          />
        )}
        <Outcome title={`Version ${skillVersion}`} outcome={detail} other={before} />
      </div>
      {!before && trial.status === 'graded' && (
        <p className="mt-3 text-xs text-ink-soft">
          There is nothing to hold it against: this is the version in production, or that was not tried here.
        </p>
      )}
    </AdminSection>
  );
}

interface OutcomeProps {
  title: string;
  outcome: TrialOutcome;
  other: TrialOutcome | null;
  href?: string;
}

function Outcome({ title, outcome, other, href }: OutcomeProps) {
  const { trial, changes } = outcome;
  return (
    <section aria-label={title} className="min-w-0 space-y-5 rounded-md border border-line bg-raised p-4">
      <h3 className="flex flex-wrap items-baseline justify-between gap-2 font-semibold">
        {title}
        {href && (
          <Link href={href} prefetch={false} className="text-link text-sm font-normal pointer-coarse:py-2.5">
            Open that trial
          </Link>
        )}
      </h3>
      {other && <OutcomeChecks checks={trial.checks} others={other.trial.checks} />}
      <div>
        <h4 className="mb-1.5 text-sm font-medium">Schema and rows</h4>
        {trial.status !== 'graded' ? (
          <p className="text-sm text-ink-soft">Nobody looked: only what is graded is looked at.</p>
        ) : changes.length > 0 ? (
          // Cast: what is parsed from JSON has no key that is there and undefined.
          <ChangeList changes={changes as readonly WorkbenchChange[]} />
        ) : (
          <p className="text-sm text-ink-soft">Nothing was changed.</p>
        )}
      </div>
      <OutcomeFacts trial={trial} />
    </section>
  );
}
