import Link from 'next/link';
import { ChartLine } from 'lucide-react';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { evalsPath } from '#components/admin/evals/eval-paths.ts';
import { TrendPicture } from '#components/admin/evals/trends/trend-picture.tsx';
import { measures, toTrendSeries, type Measure } from '#components/admin/evals/trends/trend-series.ts';
import { TrendTable } from '#components/admin/evals/trends/trend-table.tsx';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { AdminSection } from '#components/admin/frame/admin-section.tsx';
import { EmptyState } from '#components/admin/frame/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { requireEvals } from '#lib/evals/read/shared-evals.ts';
import { chooseSkill } from '../choose-skill.ts';
import { readSearch, type SearchParams } from '../read-search.ts';

const names: readonly Measure[] = ['completeness', 'passAt1'];

/** How the versions of a skill did, one after the other. `?skill=` and `?measure=`. */
export default async function TrendsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin();
  const search = await readSearch(searchParams);
  const { skillName } = await chooseSkill(search('skill'));
  const measure = names.find((name) => name === search('measure')) ?? 'completeness';
  const points = skillName === undefined ? [] : await requireEvals().reads.trends(skillName);
  const series = toTrendSeries(points, measure);
  return (
    <AdminPage
      title="Trends"
      parent={{ href: evalsPath, label: 'Evals' }}
      description="How each version did, by condition and model. What was tried on fewer scenarios than another version is not drawn."
    >
      {skillName === undefined || points.length === 0 ? (
        <EmptyState
          icon={ChartLine}
          title="Nothing to compare yet"
          text="With the first eval run that is graded there is a point, with the next version a line."
        />
      ) : (
        <>
          <AdminSection
            title={measures[measure].name}
            actions={
              <nav aria-label="Measure" className="flex gap-2">
                {names.map((name) => (
                  <Button key={name} size="small" asChild tone={name === measure ? 'primary' : 'quiet'}>
                    <Link
                      href={`?${new URLSearchParams({ skill: skillName, measure: name })}`}
                      prefetch={false}
                      aria-current={name === measure ? 'true' : undefined}
                    >
                      {measures[name].name}
                    </Link>
                  </Button>
                ))}
              </nav>
            }
          >
            <p className="-mt-2 mb-3 text-sm text-ink-soft">In percent: {measures[measure].about}.</p>
            <TrendPicture {...series} />
          </AdminSection>
          <AdminSection title="Figures">
            <TrendTable points={points} />
          </AdminSection>
        </>
      )}
    </AdminPage>
  );
}
