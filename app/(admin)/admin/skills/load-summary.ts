import type { SkillSummary } from '#components/admin/skills/list/skill-list.tsx';
import { config } from '#lib/config/config.ts';
import { parseSkill } from '#lib/skills/format/parse-skill.ts';
import { requireSkills } from '#lib/skills/shared-skills.ts';
import { loadNames } from './load-skill.ts';

/** As much of a skill as its line in the list shows. */
export async function loadSummary(name: string): Promise<SkillSummary> {
  const { store, reads } = requireSkills();
  const [versions, labels, draft, usage] = await Promise.all([
    store.listVersions(name),
    store.listLabels(name),
    store.findDraft(name),
    reads.usage(name),
  ]);
  const nameOf = await loadNames(draft ? [draft.author] : []);
  const hashOf = (wanted: string) => labels.find(({ label }) => label === wanted)?.hash;
  const numberOf = (wanted: string) => versions.find(({ hash }) => hash === hashOf(wanted))?.number ?? null;
  const production = await store.findVersion(name, hashOf('production') ?? '');
  return {
    name,
    description: (production && parseSkill(production.files, name).skill?.description) ?? '',
    production: numberOf('production'),
    staging: numberOf('staging'),
    versions: versions.length,
    draft: draft ? { author: nameOf(draft.author), savedAt: draft.savedAt.toISOString() } : null,
    answers: usage.counts.reduce((sum, { answers }) => sum + answers, 0),
    isFollowed: config().skill === name,
  };
}
