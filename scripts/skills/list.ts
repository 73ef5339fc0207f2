import type { SkillStore } from '#lib/skills/versions/skill-store.ts';
import { withSkillStore } from './with-skill-store.ts';

/** `npm run skills -- list [name]...`: the versions, newest first, with the labels that stand at them. */
export async function list(names: string[]): Promise<number> {
  return withSkillStore(async (store) => {
    for (const name of names.length > 0 ? names : await store.listSkills())
      console.log((await describeSkill(store, name)).join('\n'));
    return 0;
  });
}

export async function describeSkill(
  store: Pick<SkillStore, 'listVersions' | 'listLabels' | 'findDraft'>,
  name: string,
): Promise<string[]> {
  const versions = await store.listVersions(name);
  const labels = await store.listLabels(name);
  const draft = await store.findDraft(name);
  const lines = versions.map(({ number, hash, createdAt, author, note }) => {
    const here = labels.filter((label) => label.hash === hash).map(({ label }) => `[${label}]`);
    const words = [number, hash.slice(0, 12), toMinute(createdAt), author, ...here, note];
    return `  ${words.join('  ').trimEnd()}`;
  });
  const draftLine = draft && `  a draft by ${draft.author}, saved ${toMinute(draft.savedAt)}`;
  return [name, ...(draftLine === undefined ? [] : [draftLine]), ...lines];
}

const toMinute = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');
