import Link from 'next/link';
import type { CheckResult, Trial } from '#lib/evals/model/eval-run.ts';
import { classNames } from '#components/ui/class-names.ts';
import { formatDuration } from '#components/ui/format-duration.ts';
import { formatCost } from '#components/usage/usage-words.ts';
import { Badge } from '#components/admin/frame/badge.tsx';
import { DataTable } from '#components/admin/frame/data-table.tsx';
import { toTrialPath } from '../eval-paths.ts';
import { noShare } from '../share-words.ts';
import { checkLooks } from './check-looks.ts';
import { toTrialState } from './trial-state.ts';

export interface TrialGridProps {
  evalRunId: string;
  /** Of one scenario. */
  scenarioId: string;
  trials: readonly Trial[];
}

/** The repeats of a scenario side by side, check by check. */
export function TrialGrid({ evalRunId, scenarioId, trials }: TrialGridProps) {
  const checks = listChecks(trials);
  return (
    <DataTable label={`Trials of ${scenarioId}`}>
      <thead>
        <tr>
          <th scope="col">Check</th>
          {trials.map((trial) => (
            <th key={trial.id} scope="col">
              <Link
                href={toTrialPath(evalRunId, trial.id)}
                prefetch={false}
                className="text-link inline-block pointer-coarse:py-2.5"
              >
                Repeat {trial.repeat}
              </Link>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Result</th>
          {trials.map((trial) => {
            const { words, tone } = toTrialState(trial);
            return (
              <td key={trial.id}>
                <Badge tone={tone}>{words}</Badge>
              </td>
            );
          })}
        </tr>
        {checks.map(({ checkId, level, holds }) => (
          <tr key={checkId}>
            <th scope="row" className="min-w-52 py-1.5 whitespace-normal!">
              <span className="font-normal text-ink">{holds || checkId}</span>{' '}
              <span className="whitespace-nowrap">{level}</span>
            </th>
            {trials.map((trial) => (
              <td key={trial.id}>
                <Outcome check={trial.checks.find((check) => check.checkId === checkId)} />
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">Cost</th>
          {trials.map((trial) => (
            <td key={trial.id} className="tabular-nums">
              {formatCost(trial.costUsd)}
            </td>
          ))}
        </tr>
        <tr>
          <th scope="row">Latency</th>
          {trials.map(({ id, latencyMs }) => (
            <td key={id} className="tabular-nums">
              {latencyMs === null ? noShare : formatDuration(latencyMs)}
            </td>
          ))}
        </tr>
      </tbody>
    </DataTable>
  );
}

function Outcome({ check }: { check: CheckResult | undefined }) {
  if (!check) return <span className="text-ink-soft">{noShare}</span>;
  const { icon: Icon, words, tone } = checkLooks[check.status];
  return (
    <span className={classNames('flex items-center gap-1.5 text-xs', tone)} title={check.evidence}>
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
      {words}
    </span>
  );
}

/** As the first trial that was graded has them. */
function listChecks(trials: readonly Trial[]): readonly CheckResult[] {
  return trials.find(({ checks }) => checks.length > 0)?.checks ?? [];
}
