import type { VersionChoice } from '#components/admin/evals/start/start-choice.ts';
import { requireSkills } from '#lib/skills/shared-skills.ts';

/** Every version of a skill: what carries a label first, then the newest. */
export async function loadVersions(skillName: string): Promise<VersionChoice[]> {
  const { store } = requireSkills();
  const [versions, labels] = await Promise.all([store.listVersions(skillName), store.listLabels(skillName)]);
  const choices = versions.map(({ hash, number, note }) => ({
    hash,
    number,
    note,
    labels: labels.filter((label) => label.hash === hash).map(({ label }) => label),
  }));
  return choices.toSorted((a, b) => toRank(b) - toRank(a) || b.number - a.number);
}

function toRank({ labels }: VersionChoice): number {
  if (labels.includes('production')) return 2;
  return labels.includes('staging') ? 1 : 0;
}
