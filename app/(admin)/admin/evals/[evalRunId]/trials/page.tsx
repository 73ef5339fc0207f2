import { notFound } from 'next/navigation';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { conditionWords } from '#components/admin/evals/condition-words.ts';
import { toRunPath } from '#components/admin/evals/eval-paths.ts';
import { ModelName } from '#components/admin/evals/model-name.tsx';
import { RefreshWhile } from '#components/admin/evals/refresh-while.tsx';
import { TrialGrid } from '#components/admin/evals/trial/trial-grid.tsx';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { AdminSection } from '#components/admin/frame/admin-section.tsx';
import { EmptyState } from '#components/admin/frame/empty-state.tsx';
import { isUuid } from '#lib/base/ids.ts';
import { conditionSchema } from '#lib/evals/model/eval-spec.ts';
import { requireEvals } from '#lib/evals/read/shared-evals.ts';
import { pickTrials } from '#app/(admin)/admin/evals/pick-trials.ts';
import { readSearch, type SearchParams } from '#app/(admin)/admin/evals/read-search.ts';

export interface TrialsPageProps {
  params: Promise<{ evalRunId: string }>;
  searchParams: SearchParams;
}

/** The trials of a cell: `?scenario=` or `?rule=`, `condition=`, `model=`. Each may be left out. */
export default async function TrialsPage({ params, searchParams }: TrialsPageProps) {
  await requireAdmin();
  const { evalRunId } = await params;
  const search = await readSearch(searchParams);
  const results = isUuid(evalRunId)
    ? await requireEvals().reads.findRun(evalRunId, { evidence: true })
    : undefined;
  if (!results) notFound();
  const { run, trials } = results;
  const condition = conditionSchema.safeParse(search('condition')).data;
  const [scenarioId, ruleId, modelId] = [search('scenario'), search('rule'), search('model')];
  const picked = pickTrials(trials, { scenarioId, ruleId, condition, modelId });
  const place = [scenarioId ?? ruleId, condition && conditionWords[condition].name].filter(Boolean);
  return (
    <AdminPage
      title={place.length > 0 ? `Trials: ${place.join(' · ')}` : 'Trials'}
      parent={{ href: toRunPath(evalRunId), label: `Eval of ${run.spec.skillName} ${run.skillVersion}` }}
      description={modelId && <ModelName modelId={modelId} />}
    >
      <RefreshWhile isLive={run.status !== 'done'} />
      {picked.length === 0 && (
        <EmptyState title="There is no such trial" text="Nothing was asked for that fits this address." />
      )}
      {picked.map((group) => (
        <AdminSection key={group.key} title={group.title}>
          <TrialGrid evalRunId={evalRunId} scenarioId={group.scenarioId} trials={group.trials} />
        </AdminSection>
      ))}
    </AdminPage>
  );
}
