import { createModelRegistry } from '#lib/agent/models/registry.ts';
import { hasProvider, toModelConfig } from '#lib/agent/models/to-model-config.ts';
import { config as readConfig } from '#lib/config/config.ts';
import type { Config } from '#lib/config/env.ts';
import { createLogger, type Logger } from '#lib/config/logger.ts';
import { createDatabase, type Database } from '#lib/db/client.ts';
import { startDatabaseServer } from '#lib/db/database-server.ts';
import { applyMigrations } from '#lib/db/migrate.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import { EvalReads } from '#lib/evals/read/eval-reads.ts';
import type { EvalStarter } from '#lib/evals/run/drive/eval-starter.ts';
import { openEvalStarter } from '#lib/evals/run/drive/open-starter.ts';
import { ScenarioShelf, toScenarioSummary } from '#lib/evals/run/drive/scenario-shelf.ts';
import { SkillStore } from '#lib/skills/versions/skill-store.ts';

/** What the command line asks of an installation: the same rows that its pages read, and no node of its own. */
export interface Evals {
  readonly config: Config;
  readonly logger: Logger;
  readonly db: Database;
  readonly skills: SkillStore;
  readonly starter: EvalStarter;
  readonly reads: EvalReads;
  /** Of the skill's folder, by id. */
  listScenarios(skillName: string): Promise<readonly ScenarioSummary[]>;
  /** Ids, the default first. */
  readonly modelIds: readonly string[];
}

/** The demo models' names and prices are asked for here, never their words. */
const NO_DEMO_SERVER = 'http://127.0.0.1:9';

/** Beside a running app on its database, without one on a database server that ends with the work. */
export async function withEvals<T>(work: (evals: Evals) => Promise<T>): Promise<T> {
  const config = readConfig();
  const logger = createErrorLogger(config);
  const postgres = await startDatabaseServer(config, logger);
  const db = createDatabase({ url: postgres.url, name: 'evals', connections: 2 });
  try {
    await applyMigrations(postgres.url);
    return await work(openEvals(config, logger, db));
  } finally {
    await db.$disconnect();
    await postgres.stop();
  }
}

function openEvals(config: Config, logger: Logger, db: Database): Evals {
  const onFault = (fault: string): void => console.error(`A scenario can not be used: ${fault}`);
  const shelf = new ScenarioShelf({ onFault });
  const skills = new SkillStore({ db });
  const demoUrl = hasProvider(config.models) ? undefined : NO_DEMO_SERVER;
  const models = createModelRegistry(toModelConfig(config.models, demoUrl));
  const others = models.listModels().map(({ id }) => id);
  const listScenarios = async (skillName: string) => (await shelf.list(skillName)).map(toScenarioSummary);
  return {
    config,
    logger,
    db,
    skills,
    starter: openEvalStarter({ config, db, skills, shelf, models }),
    reads: new EvalReads({ db, skills, listScenarios, maxMeanCostUsd: config.limits.gateCostUsd }),
    listScenarios,
    modelIds: [...new Set([models.defaultModel, ...others])],
  };
}

/** Results go to the standard output; what goes wrong beneath them does not belong among them. */
function createErrorLogger({ secret, models }: Config): Logger {
  const { openaiApiKey, anthropicApiKey, googleApiKey, compatibleApiKey } = models;
  return createLogger({
    level: 'error',
    format: 'plain',
    secrets: [secret, openaiApiKey, anthropicApiKey, googleApiKey, compatibleApiKey],
    write: (line) => process.stderr.write(line),
  });
}
