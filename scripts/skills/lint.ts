import { globSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import type { SkillSurroundings } from '#lib/skills/format/lint/lint-context.ts';
import { lintSkill } from '#lib/skills/format/lint-skill.ts';
import { parseSkill } from '#lib/skills/format/parse-skill.ts';
import { readSkillFolder } from '#lib/skills/format/read-skill-folder.ts';
import type { SkillFinding } from '#lib/skills/format/skill-files.ts';
import { listSkillFolders, SKILLS_DIR } from '#lib/skills/skill-folders.ts';
import { loadDocs } from '#lib/workbench/docs/doc-library.ts';
import { workbenchTools } from '#lib/workbench/tools/workbench-tools.ts';

/** What the run time adds to the product's own tools. */
const READ_TOOL = 'read_skill_file';

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
  const files = await readSkillFolder(folder);
  const { skill, findings } = parseSkill(files, basename(folder));
  return skill ? [...findings, ...lintSkill(skill, files, describeSurroundings(folder))] : [...findings];
}

function describeSurroundings(folder: string): SkillSurroundings {
  return {
    toolDescriptions: Object.fromEntries(workbenchTools.map(({ name, description }) => [name, description])),
    docs: loadDocs().pages.map(({ id, title, body }) => ({ id, title, text: body })),
    checkedRules: new Set(findCheckedRules(folder)),
    allowedTools: [...workbenchTools.map(({ name }) => name), READ_TOOL],
  };
}

/** As much of a scenario as says which rules its checks are about. */
const scenarioSchema = z.object({ checks: z.array(z.object({ rules: z.array(z.string()) })) });

const findCheckedRules = (folder: string): string[] =>
  globSync('evals/*/scenario.json', { cwd: folder }).flatMap((path) =>
    scenarioSchema
      .parse(JSON.parse(readFileSync(join(folder, path), 'utf8')))
      .checks.flatMap(({ rules }) => rules),
  );

const toLine = (folder: string, { path, line, level, code, message }: SkillFinding): string =>
  `${join(relative('.', folder), path)}:${line} ${level} ${code}: ${message}`;
