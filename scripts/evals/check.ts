import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { systemClock as clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { appLogger } from '#lib/config/app-logger.ts';
import { config as readConfig } from '#lib/config/config.ts';
import { createDatabase } from '#lib/db/client.ts';
import { startDatabaseServer } from '#lib/db/database-server.ts';
import { applyMigrations } from '#lib/db/migrate.ts';
import { gradeSolution } from '#lib/evals/run/grade/grade-solution.ts';
import { tellOutcomes } from '#lib/evals/run/grade/tell-outcomes.ts';
import { loadScenarios, type LoadedScenario } from '#lib/evals/run/scenario/load-scenarios.ts';
import { parseSolution } from '#lib/evals/run/scenario/solution.ts';
import { sandboxLimits } from '#lib/workbench/sandbox/sandbox-limits.ts';
import { Sandboxes } from '#lib/workbench/sandbox/sandboxes.ts';

export const CHECK_USAGE = 'npm run evals -- check <scenario> --solution <file.sql or file.md> [--json]';
const FOLDER = 'skills/workbench/evals';

/** Grades a given solution on a fresh sandbox. True when all must checks pass. */
export async function check(args: string[]): Promise<boolean> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { solution: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const [id] = positionals;
  const { solution: file, json } = values;
  if (id === undefined || file === undefined || positionals.length > 1) throw new Error(CHECK_USAGE);
  const loaded = await requireScenario(id);
  const solution = parseSolution(file, await readSolution(file));
  const graded = await withSandboxes((sandboxes) =>
    gradeSolution(loaded, solution, {
      openSandbox: (sandboxId) => sandboxes.open(sandboxId, 'trial'),
      dropSandbox: (sandboxId) => sandboxes.drop(sandboxId),
      createId,
    }),
  );
  console.log(json ? JSON.stringify(graded) : tellOutcomes(loaded.scenario, graded));
  return graded.isPassed;
}

async function requireScenario(id: string): Promise<LoadedScenario> {
  const { scenarios, faults } = await loadScenarios(FOLDER);
  const found = scenarios.find(({ scenario }) => scenario.id === id);
  if (found) return found;
  const own = faults.filter(({ file }) => file.startsWith(`${id}/`));
  if (own.length > 0)
    throw new Error(
      own.map(({ file, path, message }) => `${FOLDER}/${file}: ${path}: ${message}`).join('\n'),
    );
  const ids = scenarios.map(({ scenario }) => scenario.id).join(', ');
  throw new Error(`cannot check "${id}": there is no such scenario. There are ${ids}`);
}

async function readSolution(file: string): Promise<string> {
  if (!/\.(sql|md)$/.test(file)) throw new Error(`cannot read ${file}: a solution is a .sql or a .md file`);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

async function withSandboxes<T>(work: (sandboxes: Sandboxes) => Promise<T>): Promise<T> {
  const config = readConfig();
  const logger = appLogger();
  const postgres = await startDatabaseServer(config, logger);
  const db = createDatabase({ url: postgres.url, name: 'evals', connections: 2 });
  const sandboxes = new Sandboxes({
    adminUrl: config.workbenchDatabaseUrl ?? postgres.url,
    exclusive: config.workbenchDatabaseUrl === undefined && config.databaseUrl === undefined,
    appDatabase: decodeURIComponent(new URL(postgres.url).pathname.slice(1)),
    secret: config.secret,
    clock,
    logger,
    limits: sandboxLimits,
    db,
    readJournal: () => Promise.resolve([]),
  });
  try {
    await applyMigrations(postgres.url);
    return await work(sandboxes);
  } finally {
    await sandboxes.stop();
    await db.$disconnect();
    await postgres.stop();
  }
}
