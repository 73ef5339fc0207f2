import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SkillSurroundings } from '#lib/skills/format/lint/lint-context.ts';
import { type DocLibrary, loadDocs } from '#lib/workbench/docs/doc-library.ts';
import { workbenchTools } from '#lib/workbench/tools/workbench-tools.ts';

/** What the run time adds to the product's own tools. */
const READ_TOOL = 'read_skill_file';

let docs: DocLibrary | undefined;

/** What a skill is held against: the product's tools and docs, and the rules that the evals in its folder check. */
export function describeSurroundings(folder: string): SkillSurroundings {
  docs ??= loadDocs();
  return {
    toolDescriptions: Object.fromEntries(workbenchTools.map(({ name, description }) => [name, description])),
    docs: docs.pages.map(({ id, title, body }) => ({ id, title, text: body })),
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
