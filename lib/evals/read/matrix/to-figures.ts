import type { Trial } from '#lib/evals/model/eval-run.ts';
import type { Reading, TrialFigures } from '#lib/evals/model/matrix.ts';
import { toMean } from '#lib/evals/statistics/mean.ts';
import { toPassHatK } from '#lib/evals/statistics/pass-hat-k.ts';
import { toWilsonInterval } from '#lib/evals/statistics/wilson-interval.ts';
import { isGraded } from './compare-trials.ts';

/** What trials say together, whichever they are. */
export function toFigures(trials: readonly Trial[]): TrialFigures {
  const graded = trials.filter(isGraded);
  const count = (status: Trial['status']): number => trials.filter((trial) => trial.status === status).length;
  const mean = (toValue: (trial: Trial) => number | null): number | null =>
    toMean(graded.map(toValue).filter((value) => value !== null));
  const [passes, decided] = countPasses(graded);
  return {
    trials: graded.length,
    waiting: count('waiting'),
    running: count('running'),
    infraFailed: count('infra-failed'),
    skipped: count('skipped'),
    cached: graded.filter(({ cachedFrom }) => cachedFrom !== null).length,
    completeness: mean(({ passed, total }) => (total === 0 ? null : passed / total)),
    passes,
    decided,
    passAt1: decided === 0 ? null : passes / decided,
    interval: toWilsonInterval(passes, decided),
    passHatK: toMeanPassHatK(graded),
    meanCostUsd: mean(({ costUsd }) => costUsd),
    meanLatencyMs: mean(({ latencyMs }) => latencyMs),
    meanInputTokens: mean(({ inputTokens }) => inputTokens),
    meanOutputTokens: mean(({ outputTokens }) => outputTokens),
    filesLoaded: countReadings(graded.flatMap(({ filesLoaded }) => filesLoaded)),
    docsFetched: countReadings(graded.flatMap(({ docsFetched }) => docsFetched)),
  };
}

/** How many passed, of those in which a must check was applicable. */
export function countPasses(graded: readonly Trial[]): [passes: number, decided: number] {
  const decided = graded.filter(({ isPassed }) => isPassed !== null);
  return [decided.filter(({ isPassed }) => isPassed === true).length, decided.length];
}

function toMeanPassHatK(graded: readonly Trial[]): number | null {
  const scenarios = [...Map.groupBy(graded, ({ scenarioId }) => scenarioId).values()];
  const chances = scenarios.map((trials) => {
    const [passes, decided] = countPasses(trials);
    return toPassHatK(passes, decided, decided);
  });
  return toMean(chances.filter((chance) => chance !== undefined));
}

function countReadings(names: readonly string[]): Reading[] {
  return [...Map.groupBy(names, (name) => name)]
    .map(([name, found]) => ({ name, trials: found.length }))
    .toSorted((a, b) => b.trials - a.trials || (a.name < b.name ? -1 : 1));
}
