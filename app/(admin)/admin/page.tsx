import { loadOverview } from '#app/_server/load-overview.ts';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { AdminSection } from '#components/admin/frame/admin-section.tsx';
import { FirstSteps } from '#components/admin/overview/first-steps.tsx';
import { HealthList } from '#components/admin/overview/health-list.tsx';
import { NewestEvals } from '#components/admin/overview/newest-evals.tsx';
import { ProductionList } from '#components/admin/overview/production-list.tsx';
import { StatTiles } from '#components/admin/overview/stat-tiles.tsx';

export default async function OverviewPage() {
  await requireAdmin();
  const { counts, checks, production, newestRun } = await loadOverview();
  return (
    <AdminPage title="Overview">
      <StatTiles
        tiles={[
          {
            label: 'Runs in progress',
            value: String(counts.liveRuns),
            note: 'on all nodes',
            href: '/admin/runs',
          },
          { label: 'Answers today', value: String(counts.answersToday), note: 'since 0:00 UTC, with trials' },
          {
            label: 'Cost today',
            value: `$${counts.costTodayUsd.toFixed(2)}`,
            note: 'where prices are known',
          },
          { label: 'Sessions', value: String(counts.sessions), note: 'of people' },
          {
            label: 'Accounts',
            value: String(counts.accounts),
            note: `and ${counts.guests} ${counts.guests === 1 ? 'guest' : 'guests'}`,
            href: '/admin/users',
          },
        ]}
      />
      <div className="mt-8 grid gap-8 lg:grid-cols-2 [&>section]:mt-0">
        <AdminSection title="In production">
          <ProductionList versions={production} />
        </AdminSection>
        <AdminSection title="Health">
          <HealthList checks={checks} />
        </AdminSection>
      </div>
      <div className="mt-8">
        <AdminSection title={newestRun ? 'Newest eval run' : 'First steps'}>
          {newestRun ? <NewestEvals run={newestRun} /> : <FirstSteps />}
        </AdminSection>
      </div>
    </AdminPage>
  );
}
