import Link from 'next/link';
import type { EvalRunSummary } from '#lib/evals/model/eval-run.ts';
import { isSimulated } from '#lib/evals/model/is-simulated.ts';
import { SimulatedBadge } from '../evals/simulated-badge.tsx';
import { Badge } from '../frame/badge.tsx';
import { LocalDateTime } from '../frame/local-date-time.tsx';

/** The eval run that was asked for last, in a line. */
export function NewestEvals({ run }: { run: EvalRunSummary }) {
  const { counts } = run;
  const all = counts.waiting + counts.running + counts.graded + counts['infra-failed'] + counts.skipped;
  return (
    <div className="relative rounded-md border border-line bg-raised px-4 py-3 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link
          href={`/admin/evals/${run.id}`}
          prefetch={false}
          className="text-link font-medium after:absolute after:inset-0"
        >
          {run.spec.skillName}, version {run.skillVersion}
        </Link>
        <Badge tone={toTone(run)}>{run.ending ?? run.status}</Badge>
        {run.spec.modelIds.every(isSimulated) && <SimulatedBadge />}
        <span className="ml-auto text-ink-soft">
          <LocalDateTime at={run.createdAt} />
        </span>
      </p>
      <p className="mt-1 text-ink-soft">
        {counts.graded} of {all} trials graded
        {counts['infra-failed'] > 0 && `, ${counts['infra-failed']} failed for reasons of ours`}. Asked for by{' '}
        {run.requestedBy.name}.
      </p>
    </div>
  );
}

function toTone({ ending }: EvalRunSummary): 'plain' | 'good' | 'warn' | 'bad' {
  if (ending === null) return 'plain';
  if (ending === 'complete') return 'good';
  return ending === 'error' ? 'bad' : 'warn';
}
