import type { ReactNode } from 'react';
import type { EvalRunSummary } from '#lib/evals/model/eval-run.ts';
import { formatDuration } from '#components/ui/format-duration.ts';
import { formatCost } from '#components/usage/usage-words.ts';
import { Badge } from '#components/admin/frame/badge.tsx';
import { LocalDateTime } from '#components/admin/frame/local-date-time.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { RunBadge } from './run-badge.tsx';
import { toRestWords, toProgressWords } from './run-state.ts';
import { toScopeWords } from './scope-words.ts';

export interface RunFactsProps {
  run: EvalRunSummary;
  production: number | null;
  isProduction: boolean;
}

/** Where it is, what it is, who wants it and what it has cost. */
export function RunFacts({ run, production, isProduction }: RunFactsProps) {
  const { maxCostUsd, skillHash } = run.spec;
  return (
    <div className="rounded-md border border-line bg-raised p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <RunBadge run={run} />
        <p className="text-sm font-semibold tabular-nums">{toProgressWords(run)}</p>
        <p className="text-sm text-ink-soft tabular-nums">{toRestWords(run).join(' · ')}</p>
      </div>
      <div className="my-3">
        <ProgressBar counts={run.counts} label="Trials that ended" />
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm sm:grid-cols-3 lg:grid-cols-5">
        <Fact name="Version">
          {run.skillVersion} <span className="font-mono text-xs text-ink-soft">{skillHash.slice(0, 12)}</span>{' '}
          {isProduction && <Badge tone="good">in production</Badge>}
          {production !== null && (
            <span className="block text-xs text-ink-soft">against {production}, in production</span>
          )}
        </Fact>
        <Fact name="Tried">{toScopeWords(run.spec)}</Fact>
        <Fact name="Cost">
          {formatCost(run.costUsd)}
          <span className="text-ink-soft">
            {maxCostUsd === null ? ', no limit' : ` of at most ${formatCost(maxCostUsd)}`}
          </span>
        </Fact>
        <Fact name="Started by">
          {run.requestedBy.name}
          <span className="block text-xs text-ink-soft">
            <LocalDateTime at={run.createdAt} />
          </span>
        </Fact>
        {run.startedAt && run.endedAt && (
          <Fact name="Took">{formatDuration(Date.parse(run.endedAt) - Date.parse(run.startedAt))}</Fact>
        )}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-soft">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}
