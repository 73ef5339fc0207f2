import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isUuid } from '#lib/base/ids.ts';
import { appLogger } from '#lib/config/app-logger.ts';
import { config as readConfig } from '#lib/config/config.ts';
import { createDatabase } from '#lib/db/client.ts';
import { startDatabaseServer } from '#lib/db/database-server.ts';
import { applyMigrations } from '#lib/db/migrate.ts';
import { selectScenarioDraft } from '#lib/db/scenario-draft-rows.ts';
import type { ScenarioDraft } from '#lib/evals/model/scenario-draft.ts';
import { toDraftFiles } from '#lib/evals/run/draft/draft-files.ts';
import { toScenarioDraft } from '#lib/evals/run/draft/to-scenario-draft.ts';
import { loadScenarios } from '#lib/evals/run/scenario/load-scenarios.ts';

export const DRAFT_USAGE = 'npm run evals -- draft <id> [--skill <name>]';

/** Writes a draft as the folder of a scenario, and says what is missing in it. Never over a folder that is there. */
export async function draft(args: string[]): Promise<boolean> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { skill: { type: 'string' } },
  });
  const [id] = positionals;
  if (id === undefined || positionals.length > 1) throw new Error(DRAFT_USAGE);
  const found = await requireDraft(id);
  const skillName = values.skill ?? found.skillName;
  const names = [skillName, found.slug];
  if (!names.every((name) => /^[a-z][a-z0-9-]{0,63}$/.test(name)))
    throw new Error(
      `cannot write ${names.join('/evals/')}: a folder's name is lower-case words with hyphens`,
    );
  const evals = join('skills', skillName, 'evals');
  await writeFolder(join(evals, found.slug), toDraftFiles(found));
  const { faults } = await loadScenarios(evals);
  const own = faults.filter(({ file }) => file.startsWith(`${found.slug}/`));
  console.log(`Wrote ${join(evals, found.slug)}. Before it is a scenario:`);
  for (const { file, path, message } of own)
    console.log(`- ${join(evals, file)}: ${path === '' ? '' : `${path}: `}${message}`);
  return true;
}

async function writeFolder(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  try {
    // Not recursive: it fails when somebody has made it, also a moment ago.
    await mkdir(folder);
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) throw error;
    throw new Error(`cannot write ${folder}: it is there already; give the draft another folder's name`, {
      cause: error,
    });
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function requireDraft(id: string): Promise<ScenarioDraft> {
  const postgres = await startDatabaseServer(readConfig(), appLogger());
  const db = createDatabase({ url: postgres.url, name: 'evals', connections: 1 });
  try {
    await applyMigrations(postgres.url);
    const row = isUuid(id) ? await selectScenarioDraft(db, id) : undefined;
    if (!row) throw new Error(`cannot write the draft ${id}: there is none of this id`);
    return toScenarioDraft(row);
  } finally {
    await db.$disconnect();
    await postgres.stop();
  }
}
