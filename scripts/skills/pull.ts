import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { hashSkillFiles } from '#lib/skills/format/hash-skill-files.ts';
import { readSkillFolder } from '#lib/skills/format/read-skill-folder.ts';
import { SKILLS_DIR } from '#lib/skills/skill-folders.ts';
import type { SkillStore } from '#lib/skills/versions/skill-store.ts';
import { writeSkillFolder } from '#lib/skills/versions/write-skill-folder.ts';
import { withSkillStore } from './with-skill-store.ts';

/** `npm run skills -- pull [name]... [--force]`: writes what is in production to the folder, so that git holds it. */
export async function pull(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { force: { type: 'boolean', default: false } },
  });
  return withSkillStore(async (store) => {
    const names = positionals.length > 0 ? positionals : await store.listSkills();
    let code = 0;
    for (const name of names) {
      const pulled = await pullSkill({ store, name, directory: SKILLS_DIR, force: values.force });
      console.log(pulled.line);
      if (!pulled.ok) code = 1;
    }
    return code;
  });
}

/** A folder with text that no version holds is not written over, unless `force` says so. */
export async function pullSkill(asked: {
  store: Pick<SkillStore, 'findLabel' | 'findVersion'>;
  name: string;
  directory: string;
  force: boolean;
}): Promise<{ ok: boolean; line: string }> {
  const { store, name, directory, force } = asked;
  const production = await store.findLabel(name, 'production');
  const version = production && (await store.findVersion(name, production.hash));
  if (!version) return { ok: false, line: `${name}: no version is in production` };
  const folder = join(directory, name);
  const shown = relative('.', folder);
  const found = await readSkillFolder(folder);
  const hash = hashSkillFiles(found);
  const about = `version ${version.number} (${version.hash.slice(0, 12)})`;
  if (hash === version.hash) return { ok: true, line: `${shown} is at ${about} already` };
  const isEmpty = Object.keys(found).length === 0;
  if (!force && !isEmpty && !(await store.findVersion(name, hash))) {
    const line = `${shown} has changes that no version holds: push them first, or pull with --force`;
    return { ok: false, line };
  }
  await writeSkillFolder(folder, version.files);
  return { ok: true, line: `${shown} is at ${about} now` };
}
