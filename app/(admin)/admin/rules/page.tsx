import Link from 'next/link';
import { ListChecks } from 'lucide-react';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { chooseSkill } from '#app/(admin)/admin/evals/choose-skill.ts';
import { loadVersions } from '#app/(admin)/admin/evals/load-versions.ts';
import { readSearch, type SearchParams } from '#app/(admin)/admin/evals/read-search.ts';
import { toStartPath } from '#components/admin/evals/eval-paths.ts';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { AdminSection } from '#components/admin/frame/admin-section.tsx';
import { EmptyState } from '#components/admin/frame/empty-state.tsx';
import { LedgerFilter, readLedgerQuery } from '#components/admin/rules/ledger-filter.tsx';
import { LedgerTable } from '#components/admin/rules/ledger-table.tsx';
import { filterLedger } from '#components/admin/rules/skip-words.ts';
import { SuggestionList } from '#components/admin/rules/suggestion-list.tsx';
import { Button } from '#components/ui/button.tsx';
import { startEvals } from '../evals/actions.ts';
import { acceptSuggestion, prepareRetest } from './actions.ts';
import { loadLedger } from './load-ledger.ts';

/** Which rules are followed, and what the evidence says to do. `?skill=&version=` and what is filtered by. */
export default async function RulesPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin();
  const search = await readSearch(searchParams);
  const { skillName } = await chooseSkill(search('skill'));
  const versions = skillName === undefined ? [] : await loadVersions(skillName);
  const wanted = search('version');
  const version = versions.find(({ hash }) => wanted !== undefined && hash.startsWith(wanted)) ?? versions[0];
  const loaded = skillName && version && (await loadLedger(skillName, version.hash));
  if (!skillName || !version || !loaded) {
    return (
      <AdminPage title="Rules">
        <EmptyState icon={ListChecks} title="There is no rule" text="The rules of a skill are listed here." />
      </AdminPage>
    );
  }
  const { rules, suggestions, files, draft } = loaded;
  const query = readLedgerQuery(search);
  const shown = filterLedger(rules, query);
  const modelIds = [...new Set(rules.flatMap(({ rates }) => rates.map(({ modelId }) => modelId)))];
  return (
    <AdminPage
      title="Rules"
      description={`Every rule of ${skillName} ${version.number}, where it stands, and how often it was skipped in trials.`}
      actions={
        <Button asChild>
          <Link href={toStartPath({ skillName, hash: version.hash })} prefetch={false}>
            Test this version
          </Link>
        </Button>
      }
    >
      <AdminSection title="Suggestions">
        <SuggestionList
          key={version.hash}
          skillName={skillName}
          hash={version.hash}
          files={files}
          suggestions={suggestions}
          draft={draft}
          actions={{ accept: acceptSuggestion, prepareRetest, start: startEvals }}
        />
      </AdminSection>
      <AdminSection title="Ledger">
        <LedgerFilter
          skillName={skillName}
          hash={version.hash}
          versions={versions}
          modelIds={modelIds}
          query={query}
        />
        {shown.length > 0 ? (
          <LedgerTable rules={shown} />
        ) : (
          <EmptyState title="No rule is like that" text="With another filter there may be some." />
        )}
      </AdminSection>
    </AdminPage>
  );
}
