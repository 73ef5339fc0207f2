import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { readSkillFolder } from '#lib/skills/format/read-skill-folder.ts';
import { listSkillFolders, SKILLS_DIR } from '#lib/skills/skill-folders.ts';
import { REPO_AUTHOR } from '#lib/skills/versions/import-files.ts';
import type { SkillStore } from '#lib/skills/versions/skill-store.ts';
import { lintFolder } from './lint.ts';
import { withSkillStore } from './with-skill-store.ts';

/** `npm run skills -- push [name]... [--note text]`: makes a version of a folder. */
export async function push(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { note: { type: 'string', default: 'Pushed from the command line.' } },
  });
  return withSkillStore(async (store) => {
    const names = positionals.length > 0 ? positionals : listSkillFolders();
    let code = 0;
    for (const name of names) {
      const pushed = await pushSkill({ store, name, directory: SKILLS_DIR, note: values.note });
      console.log(pushed.lines.join('\n'));
      if (!pushed.ok) code = 1;
    }
    return code;
  });
}

/** No label moves: nothing is published by it. What the linter calls an error is not pushed. */
export async function pushSkill(asked: {
  store: Pick<SkillStore, 'createVersion'>;
  name: string;
  directory: string;
  note: string;
}): Promise<{ ok: boolean; lines: string[] }> {
  const { store, name: skillName, directory, note } = asked;
  if (!listSkillFolders(directory).includes(skillName))
    return { ok: false, lines: [`${skillName}: there is no such folder`] };
  const folder = join(directory, skillName);
  const files = await readSkillFolder(folder);
  const errors = (await lintFolder(folder)).filter(({ level }) => level === 'error');
  const created =
    errors.length > 0
      ? { status: 'refused' as const, findings: errors }
      : await store.createVersion({ skillName, files, author: REPO_AUTHOR, note });
  if (created.status === 'refused') {
    const lines = created.findings.map(
      ({ path, line, message }) => `${join(relative('.', folder), path)}:${line} ${message}`,
    );
    return { ok: false, lines: [...lines, `${skillName}: nothing was pushed`] };
  }
  const { number, hash } = created.version;
  const what = created.status === 'added' ? 'is new' : 'was there already';
  return { ok: true, lines: [`${skillName}: version ${number} (${hash.slice(0, 12)}) ${what}`] };
}
