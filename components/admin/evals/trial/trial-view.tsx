import type { ReactNode } from 'react';
import type { TrialDetail } from '#lib/evals/model/trial-detail.ts';
import { toModelName } from '#components/message/model-words.ts';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { AdminSection } from '#components/admin/frame/admin-section.tsx';
import { Badge } from '#components/admin/frame/badge.tsx';
import { EmptyState } from '#components/admin/frame/empty-state.tsx';
import { conditionWords } from '../condition-words.ts';
import { toRunPath } from '../eval-paths.ts';
import { ModelName } from '../model-name.tsx';
import { RefreshWhile } from '../refresh-while.tsx';
import { CheckList } from './check-list.tsx';
import { OutcomePair } from './outcome-pair.tsx';
import { isTrialOpen, toTrialState } from './trial-state.ts';

export interface TrialViewProps {
  detail: TrialDetail;
  /** The run that it was opened from. */
  evalRunId: string;
  /** Null where it has none, or none any more. */
  session: ReactNode;
}

/** A trial with all that shows how it came to its result. */
export function TrialView({ detail, evalRunId, session }: TrialViewProps) {
  const { trial, skillName, skillVersion, skillHash } = detail;
  const state = toTrialState(trial);
  const place = [conditionWords[trial.condition].name, toModelName(trial.modelId), `repeat ${trial.repeat}`];
  return (
    <AdminPage
      title={`${trial.scenarioId} · ${place.join(' · ')}`}
      parent={{ href: toRunPath(evalRunId), label: `Eval of ${skillName} ${skillVersion}` }}
      description={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Badge tone={state.tone}>{state.words}</Badge>
          {trial.total > 0 && (
            <span>
              {trial.passed} of {trial.total} checks passed
            </span>
          )}
          {trial.cachedFrom && <span>result of an earlier trial of the same hash</span>}
          {trial.attempt > 1 && <span>attempt {trial.attempt}</span>}
          <ModelName modelId={trial.modelId} />
        </span>
      }
    >
      <RefreshWhile isLive={isTrialOpen(trial)} />
      {trial.fault && (
        <p role="note" className="mb-5 rounded-md bg-sand-wash p-3 text-sm [overflow-wrap:anywhere]">
          {trial.fault}
        </p>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)]">
        <div className="lg:sticky lg:top-4 lg:self-start">
          <AdminSection title="Session">
            {session ?? (
              <EmptyState
                title={isTrialOpen(trial) ? 'There is no session yet' : 'There is no session'}
                text={
                  isTrialOpen(trial)
                    ? 'As soon as a worker begins the trial, it can be followed here.'
                    : 'The trial was not begun, or its session was deleted.'
                }
              />
            )}
          </AdminSection>
        </div>
        <div>
          <AdminSection title="Checks">
            {trial.checks.length > 0 ? (
              <CheckList checks={trial.checks} skillName={skillName} skillHash={skillHash} />
            ) : (
              <EmptyState
                title="Not graded"
                text={
                  isTrialOpen(trial)
                    ? 'Checks are made when the run has ended.'
                    : 'It ended before it could be graded.'
                }
              />
            )}
          </AdminSection>
        </div>
      </div>
      <OutcomePair detail={detail} />
    </AdminPage>
  );
}
