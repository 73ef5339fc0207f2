import type { Logger } from '#lib/config/logger.ts';
import type { Database } from '#lib/db/client.ts';
import type { RunSkills } from '#lib/skills/run/run-skills.ts';
import { ScenarioShelf } from './scenario-shelf.ts';
import { readTrialSeed } from './trial-seeds.ts';
import { TrialSkills } from './trial-skills.ts';

/** What the rest of a node has to know of trials: what their sandboxes begin with, and which skill they follow. */
export interface OpenTrials {
  readonly shelf: ScenarioShelf;
  readSeed(sessionId: string): Promise<string | undefined>;
  /** For runs of both kinds. */
  toSkills(published: RunSkills): RunSkills;
}

export function openTrials(dependencies: {
  db: Database;
  logger: Pick<Logger, 'error'>;
  directory?: string;
}): OpenTrials {
  const { db, logger, directory } = dependencies;
  const shelf = new ScenarioShelf({
    ...(directory === undefined ? {} : { directory }),
    onFault: (fault) => logger.error({ fault }, 'a scenario of the evals can not be used'),
  });
  return {
    shelf,
    readSeed: (sessionId) => readTrialSeed({ db, shelf }, sessionId),
    toSkills: (published) => new TrialSkills({ db, published }),
  };
}
