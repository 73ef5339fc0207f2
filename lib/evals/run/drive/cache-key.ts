import { createHash } from 'node:crypto';
import { toCanonicalJson } from '#lib/base/canonical-json.ts';
import type { Condition, EvalSpec } from '#lib/evals/model/eval-spec.ts';
import type { LoadedScenario } from '../scenario/load-scenarios.ts';

/** Raised when graders, agents or the demo models change what a trial shows: then nothing older is taken over. */
const GRADER_VERSION = 1;

/** What holds for every trial of this installation, beside its scenario, condition and model. */
export interface TrialSurroundings {
  /** What every sandbox begins with, before the seed. */
  readonly sandbox: string;
  /** What every answer is told, with a skill and without. */
  readonly instructions: string;
  /** Tools and docs of the Workbench, as a model finds them. */
  readonly workbench: string;
  /** Undefined: nobody is asked. */
  readonly judgeModel: string | undefined;
  /** What one answer may take: with less a model may not come to its end. */
  readonly limits: Readonly<Record<string, number>>;
}

/** Trials of one key would be the same trial again. What a condition does not have is no part of it. */
export function toCacheKey(
  trial: { condition: Condition; modelId: string },
  spec: Pick<EvalSpec, 'skillName' | 'skillHash'>,
  { scenario, seed }: Pick<LoadedScenario, 'scenario' | 'seed'>,
  { sandbox, instructions, workbench, judgeModel, limits }: TrialSurroundings,
): string {
  const { condition, modelId } = trial;
  const hasQuestion = scenario.checks.some((check) => check.kind === 'judge' && check.question !== undefined);
  const content = {
    version: GRADER_VERSION,
    scenario,
    sandbox,
    seed,
    instructions,
    condition,
    modelId,
    limits,
    ...(condition === 'mcp+skill' ? { skill: `${spec.skillName}@${spec.skillHash}` } : {}),
    ...(condition === 'baseline' ? {} : { workbench }),
    ...(hasQuestion && judgeModel !== undefined ? { judgeModel } : {}),
  };
  return createHash('sha256').update(toCanonicalJson(content)).digest('hex');
}
