import { basename, join, relative, resolve } from 'node:path';
import { describeSurroundings } from '#lib/evals/run/skill-surroundings.ts';
import { findSkillFaults } from '#lib/skills/format/find-skill-faults.ts';
import { readSkillFolder } from '#lib/skills/format/read-skill-folder.ts';
import type { SkillFinding } from '#lib/skills/format/skill-files.ts';
import { listSkillFolders, SKILLS_DIR } from '#lib/skills/skill-folders.ts';

/** `npm run skills -- lint [folder]`: prints what is wrong as path:line, and returns 1 when any of it is an error. */
export async function lint([folder]: string[]): Promise<number> {
  const folders =
    folder === undefined ? listSkillFolders().map((name) => join(SKILLS_DIR, name)) : [resolve(folder)];
  let errors = 0;
  for (const path of folders) {
    const findings = await lintFolder(path);
    for (const finding of findings) console.log(toLine(path, finding));
    const failed = findings.filter(({ level }) => level === 'error').length;
    errors += failed;
    console.log(`${relative('.', path)}: ${failed} errors, ${findings.length - failed} warnings`);
  }
  return errors === 0 ? 0 : 1;
}

export async function lintFolder(folder: string): Promise<SkillFinding[]> {
  return findSkillFaults(await readSkillFolder(folder), basename(folder), () => describeSurroundings(folder));
}

const toLine = (folder: string, { path, line, level, code, message }: SkillFinding): string =>
  `${join(relative('.', folder), path)}:${line} ${level} ${code}: ${message}`;
