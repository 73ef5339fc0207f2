import { notFound } from 'next/navigation';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { DRAFT } from '#components/admin/skills/diff/sources.ts';
import { FOLDER, type SkillActions } from '#components/admin/skills/skill-actions.ts';
import type { SkillView } from '#components/admin/skills/skill-view.ts';
import { SkillWorkspace } from '#components/admin/skills/skill-workspace.tsx';
import { toTab } from '#components/admin/skills/tabs.ts';
import { discardDraft, lintSkill, loadFiles, saveDraft } from '../draft-actions.ts';
import { loadSkill } from '../load-skill.ts';
import { askGate, makeVersion, publishSkill, rollBackSkill } from '../version-actions.ts';

const actions: SkillActions = {
  lint: lintSkill,
  save: saveDraft,
  discard: discardDraft,
  load: loadFiles,
  makeVersion,
  askGate,
  publish: publishSkill,
  rollBack: rollBackSkill,
};

export interface SkillPageProps {
  params: Promise<{ name: string }>;
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** `?view=diff&from=&to=`: a version by the beginning of its hash, `draft` or `folder`. */
export default async function SkillPage({ params, searchParams }: SkillPageProps) {
  await requireAdmin();
  const [{ name }, { view, from, to }] = await Promise.all([params, searchParams]);
  const skill = await loadSkill(name);
  if (!skill) notFound();
  const [before, after] = [findSource(skill, from), findSource(skill, to)];
  return (
    <AdminPage title={name} parent={{ href: '/admin/skills', label: 'Skills' }}>
      <SkillWorkspace
        skill={skill}
        actions={actions}
        tab={toTab(String(view))}
        comparison={before && after ? { from: before, to: after } : undefined}
      />
    </AdminPage>
  );
}

function findSource({ versions }: SkillView, word: string | string[] | undefined): string | undefined {
  if (word === DRAFT || word === FOLDER) return word;
  if (typeof word !== 'string' || word.length < 12) return undefined;
  return versions.find(({ hash }) => hash.startsWith(word))?.hash;
}
