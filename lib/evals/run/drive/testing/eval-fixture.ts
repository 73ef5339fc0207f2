import type { Database } from '#lib/db/client.ts';
import { conditions, type EvalSpec } from '#lib/evals/model/eval-spec.ts';
import { SkillStore } from '#lib/skills/versions/skill-store.ts';

export const ada = { id: 'ada', name: 'Ada' };
/** Of the demo models: as fast as they are read. */
export const quick = { wordsPerSecond: Infinity, thinkMs: 0, jitter: 0 };
export const bothModels = ['demo:coral', 'demo:kelp'];

/** The Workbench's skill as it is in production, on one small scenario. */
export async function createSpec(db: Database, about: Partial<EvalSpec> = {}): Promise<EvalSpec> {
  const production = await new SkillStore({ db }).findLabel('workbench', 'production');
  return {
    skillName: 'workbench',
    skillHash: production?.hash ?? '',
    scenarioIds: ['view-invoker'],
    conditions: [...conditions],
    modelIds: bothModels,
    repeats: 1,
    maxCostUsd: null,
    ...about,
  };
}

export function listTrials(db: Database, evalRunId: string) {
  return db.evalTrial.findMany({
    where: { evalRunId },
    orderBy: { position: 'asc' },
    include: { checks: { orderBy: { position: 'asc' } } },
  });
}

/** Waits for a state of the database. */
export async function until<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited in vain for ${what}`);
}

export function untilDone(db: Database, evalRunId: string) {
  return until(async () => {
    const run = await db.evalRun.findUniqueOrThrow({ where: { id: evalRunId } });
    return run.status === 'done' && run;
  }, 'the end of the eval run');
}

export async function createAdmin(db: Database, { id, name }: { id: string; name: string }): Promise<void> {
  await db.user.create({ data: { id, name, email: `${id}@example.com`, role: 'admin' } });
}
