import type { Database } from '#lib/db/client.ts';
import { findTrialOfSession } from '#lib/db/eval-trial-rows.ts';
import type { ScenarioShelf } from './scenario-shelf.ts';

/** What the sandbox of a session begins with: the seed of its scenario, where it is that of a trial. */
export async function readTrialSeed(
  { db, shelf }: { db: Database; shelf: ScenarioShelf },
  sessionId: string,
): Promise<string | undefined> {
  const trial = await findTrialOfSession(db, sessionId);
  if (!trial) return undefined;
  const loaded = await shelf.find(trial.skillName, trial.scenarioId);
  // Without its seed it would be another sandbox under the same name.
  if (!loaded) throw new Error(`cannot seed the sandbox: there is no scenario ${trial.scenarioId} any more`);
  return isBlank(loaded.seed) ? undefined : loaded.seed;
}

const isBlank = (sql: string): boolean => sql.replace(/--.*$/gm, '').trim() === '';
