import Link from 'next/link';
import { FlaskConical } from 'lucide-react';
import type { EvalRunSummary } from '#lib/evals/model/eval-run.ts';
import { formatCost } from '#components/usage/usage-words.ts';
import { DataTable } from '#components/admin/frame/data-table.tsx';
import { EmptyState } from '#components/admin/frame/empty-state.tsx';
import { LocalDateTime } from '#components/admin/frame/local-date-time.tsx';
import { toRunPath } from '../eval-paths.ts';
import { ModelName } from '../model-name.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { RunBadge } from './run-badge.tsx';
import { toCountWords, toProgressWords } from './run-state.ts';
import { toScopeWords } from './scope-words.ts';

/** Eval runs, newest first. */
export function RunList({ runs }: { runs: readonly EvalRunSummary[] }) {
  if (runs.length === 0) {
    return (
      <EmptyState
        icon={FlaskConical}
        title="No eval has run yet"
        text="Start one above: every scenario in every condition, on real databases. What it would cost comes first."
      />
    );
  }
  return (
    <DataTable label="List of eval runs">
      <thead>
        <tr>
          <th scope="col">Started</th>
          <th scope="col">State</th>
          <th scope="col">Version</th>
          <th scope="col">Tried</th>
          <th scope="col">Models</th>
          <th scope="col" data-number>
            Cost
          </th>
          <th scope="col">By</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </tbody>
    </DataTable>
  );
}

function RunRow({ run }: { run: EvalRunSummary }) {
  return (
    <tr>
      <td>
        <Link
          href={toRunPath(run.id)}
          prefetch={false}
          className="text-link inline-block pointer-coarse:py-2.5"
        >
          <LocalDateTime at={run.createdAt} />
        </Link>
      </td>
      <td className="min-w-40">
        <RunBadge run={run} />
        <p
          className="mt-1 text-xs whitespace-nowrap text-ink-soft tabular-nums"
          title={toCountWords(run.counts).join(', ')}
        >
          {toProgressWords(run)}
          {run.counts['infra-failed'] > 0 && ` · ${run.counts['infra-failed']} broke`}
        </p>
        {run.status !== 'done' && (
          <div className="mt-1">
            <ProgressBar counts={run.counts} label="Trials that ended" />
          </div>
        )}
      </td>
      <td className="whitespace-nowrap">
        {run.spec.skillName} {run.skillVersion}
      </td>
      <td className="min-w-36 text-xs text-ink-soft">{toScopeWords(run.spec)}</td>
      <td>
        <span className="flex flex-col items-start gap-0.5 text-xs">
          {run.spec.modelIds.map((modelId) => (
            <ModelName key={modelId} modelId={modelId} />
          ))}
        </span>
      </td>
      <td data-number>{formatCost(run.costUsd)}</td>
      <td className="whitespace-nowrap">{run.requestedBy.name}</td>
    </tr>
  );
}
