import Link from 'next/link';
import { ChartLine } from 'lucide-react';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { listModels } from '#app/_server/list-models.ts';
import { RefreshWhile } from '#components/admin/evals/refresh-while.tsx';
import { RunList } from '#components/admin/evals/run/run-list.tsx';
import { toFirstChoice } from '#components/admin/evals/start/first-choice.ts';
import { StartForm } from '#components/admin/evals/start/start-form.tsx';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { AdminSection } from '#components/admin/frame/admin-section.tsx';
import { EmptyState } from '#components/admin/frame/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { requireEvals } from '#lib/evals/read/shared-evals.ts';
import { estimateEvals, startEvals } from './actions.ts';
import { chooseSkill } from './choose-skill.ts';
import { loadVersions } from './load-versions.ts';
import { readSearch, type SearchParams } from './read-search.ts';

const NEWEST_RUNS = 50;

/** Eval runs, and the form that starts one. `?skill=&version=&scenarios=` fill it in. */
export default async function EvalsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin();
  const search = await readSearch(searchParams);
  const { skillName } = await chooseSkill(search('skill'));
  if (skillName === undefined) {
    return (
      <AdminPage title="Evals">
        <EmptyState
          title="There is no skill"
          text="Evals try what a skill changes. Put one into the folder skills."
        />
      </AdminPage>
    );
  }
  const evals = requireEvals();
  const [runs, versions, scenarios] = await Promise.all([
    evals.reads.listRuns({ skillName, limit: NEWEST_RUNS }),
    loadVersions(skillName),
    evals.listScenarios(skillName),
  ]);
  const models = listModels();
  const wanted = { version: search('version'), scenarios: search('scenarios')?.split(',') };
  const initial = toFirstChoice({ versions, scenarios, models, wanted });
  return (
    <AdminPage
      title="Evals"
      description="What the skill changes, on real databases: every scenario without it, with the tools alone, and with both."
      actions={
        <Button asChild>
          <Link href={`/admin/evals/trends?skill=${encodeURIComponent(skillName)}`} prefetch={false}>
            <ChartLine aria-hidden className="size-4" strokeWidth={1.75} />
            Trends
          </Link>
        </Button>
      }
    >
      <RefreshWhile isLive={runs.some(({ status }) => status !== 'done')} />
      <AdminSection title="Start an eval run">
        <StartForm
          key={JSON.stringify(wanted)}
          skillName={skillName}
          versions={versions}
          scenarios={scenarios}
          models={models}
          initial={initial}
          actions={{ estimate: estimateEvals, start: startEvals }}
        />
      </AdminSection>
      <AdminSection title="Eval runs">
        <RunList runs={runs} />
      </AdminSection>
    </AdminPage>
  );
}
