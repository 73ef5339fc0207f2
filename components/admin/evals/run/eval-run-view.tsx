'use client';

import { useSearchParams } from 'next/navigation';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { EmptyState } from '#components/admin/frame/empty-state.tsx';
import { ConditionGains } from '../matrix/condition-gains.tsx';
import { filterMatrix } from '../matrix/filter-matrix.ts';
import { MatrixFilter } from '../matrix/matrix-filter.tsx';
import { MatrixLegend } from '../matrix/matrix-legend.tsx';
import { MatrixTable } from '../matrix/matrix-table.tsx';
import { useMatrixQuery } from '../matrix/use-matrix-query.ts';
import { evalsPath } from '../eval-paths.ts';
import { BrokenTrials } from './broken-trials.tsx';
import { CancelRun } from './cancel-run.tsx';
import type { EvalRunReply } from './eval-run-reply.ts';
import { RunFacts } from './run-facts.tsx';
import { RunNotes } from './run-notes.tsx';
import { useFollowedRun } from './use-followed-run.ts';

export interface EvalRunViewProps {
  initial: EvalRunReply;
  cancel: (evalRunId: string) => Promise<ActionResult<null>>;
}

/** An eval run as it goes. Every tab follows it by itself; closing all of them stops nothing. */
export function EvalRunView({ initial, cancel }: EvalRunViewProps) {
  const followed = useFollowedRun(initial);
  const parameters = useSearchParams();
  const { run, matrix, broken, production, isProduction } = followed.reply;
  const [query, show] = useMatrixQuery(matrix.axis);
  const shown = filterMatrix(matrix, query);
  return (
    <AdminPage
      title={`Eval of ${run.spec.skillName} ${run.skillVersion}`}
      parent={{ href: evalsPath, label: 'Evals' }}
      actions={run.status !== 'done' && <CancelRun run={run} cancel={cancel} />}
    >
      <RunNotes followed={followed} hasJoined={parameters.get('joined') !== null} />
      <RunFacts run={run} production={production} isProduction={isProduction} />
      <section aria-label="Results" className="mt-8">
        <MatrixFilter evalRunId={run.id} matrix={matrix} query={query} onShow={show} />
        {shown.rows.length > 0 && shown.columns.length > 0 ? (
          <MatrixTable evalRunId={run.id} matrix={shown} rowCount={matrix.rows.length} />
        ) : (
          <EmptyState
            title={query.onlyFailures ? 'Nothing failed' : 'Nothing to show'}
            text={
              query.onlyFailures && run.status !== 'done'
                ? 'So far. More trials are on the way.'
                : 'With another filter there may be something.'
            }
          />
        )}
        <MatrixLegend production={production} />
      </section>
      <ConditionGains comparisons={shown.comparisons} />
      <BrokenTrials evalRunId={run.id} broken={broken} />
    </AdminPage>
  );
}
