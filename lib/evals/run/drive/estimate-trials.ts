import type { TrialMean } from '#lib/db/eval-history-rows.ts';
import type { EvalEstimate } from '#lib/evals/model/eval-estimate.ts';
import type { Condition } from '#lib/evals/model/eval-spec.ts';
import type { PlannedTrial } from './plan-trials.ts';

/** What an answer is taken to need while nothing like it was tried: tokens of all its steps, and seconds. */
const assumed: Record<Condition, { input: number; output: number; seconds: number }> = {
  baseline: { input: 1_000, output: 1_500, seconds: 20 },
  mcp: { input: 40_000, output: 4_000, seconds: 60 },
  'mcp+skill': { input: 60_000, output: 5_000, seconds: 75 },
};
/** Grading, beside the answer. */
const GRADING_SECONDS = 1;

export interface EstimatedModel {
  readonly id: string;
  readonly simulated: boolean;
  /** US dollars per million tokens. */
  readonly price?: { readonly input: number; readonly output: number } | undefined;
}

/** What trials would take: the mean of earlier ones of the same scenario, condition and model, else an assumption. */
export function estimateTrials(
  trials: readonly (PlannedTrial & { isCached: boolean })[],
  about: { means: readonly TrialMean[]; models: readonly EstimatedModel[]; parallel: number },
): EvalEstimate {
  const { means, models, parallel } = about;
  const toKey = ({ scenarioId, condition, modelId }: Omit<TrialMean, 'costMicroUsd' | 'latencyMs'>): string =>
    JSON.stringify([scenarioId, condition, modelId]);
  const known = new Map(means.map((mean) => [toKey(mean), mean]));
  const fresh = trials.filter(({ isCached }) => !isCached);
  const costs = fresh.map((trial) => estimateCost(trial, known.get(toKey(trial)), models));
  const seconds = fresh.map((trial) => {
    const mean = known.get(toKey(trial));
    return (mean ? mean.latencyMs / 1_000 : assumed[trial.condition].seconds) + GRADING_SECONDS;
  });
  const used = new Set(trials.map(({ modelId }) => modelId));
  return {
    trials: trials.length,
    cached: trials.length - fresh.length,
    costUsd: costs.every((cost) => cost !== undefined) ? sum(costs) : null,
    seconds: Math.ceil(sum(seconds) / parallel),
    simulated: models.filter(({ id, simulated }) => simulated && used.has(id)).map(({ id }) => id),
  };
}

/** US dollars; undefined where no price is known. */
function estimateCost(
  { condition, modelId }: PlannedTrial,
  mean: TrialMean | undefined,
  models: readonly EstimatedModel[],
): number | undefined {
  const model = models.find(({ id }) => id === modelId);
  if (!model?.price) return model?.simulated ? 0 : undefined;
  if (mean) return mean.costMicroUsd / 1_000_000;
  const { input, output } = assumed[condition];
  return (input * model.price.input + output * model.price.output) / 1_000_000;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
