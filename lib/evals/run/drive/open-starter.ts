import type { ModelRegistry } from '#lib/agent/models/registry.ts';
import { toInstructions } from '#lib/agent/context/instructions.ts';
import type { Config } from '#lib/config/env.ts';
import type { Database } from '#lib/db/client.ts';
import type { SkillStore } from '#lib/skills/versions/skill-store.ts';
import { readTemplate } from '#lib/workbench/sandbox/sandbox-template.ts';
import { EvalStarter } from './eval-starter.ts';
import { findJudge } from './find-judge.ts';
import type { ScenarioShelf } from './scenario-shelf.ts';
import { hashWorkbench } from './workbench-hash.ts';

/** Takes orders for eval runs under a configuration. Wherever it is the same, so are the hashes that results are kept by. */
export function openEvalStarter(dependencies: {
  config: Pick<Config, 'limits' | 'timings' | 'models'>;
  db: Database;
  skills: Pick<SkillStore, 'findVersion'>;
  shelf: ScenarioShelf;
  models: Pick<ModelRegistry, 'listModels'>;
}): EvalStarter {
  const { config, db, skills, shelf, models } = dependencies;
  return new EvalStarter({
    db,
    skills,
    shelf,
    models: models.listModels(),
    parallel: config.limits.evalTrials,
    surroundings: {
      sandbox: readTemplate().fingerprint,
      instructions: toInstructions(undefined),
      workbench: hashWorkbench(),
      judgeModel: findJudge(models, config.models.judgeModel),
      limits: toAnswerLimits(config),
    },
  });
}

/** What bounds one answer: part of what a result is a result of. */
function toAnswerLimits({ limits, timings }: Pick<Config, 'limits' | 'timings'>): Record<string, number> {
  const { runSteps, runTokens, runToolCalls, runCostUsd, answerBytes, toolResultBytes } = limits;
  return {
    runSteps,
    runTokens,
    runToolCalls,
    runCostUsd,
    answerBytes,
    toolResultBytes,
    runTimeMs: timings.runTimeMs,
  };
}
