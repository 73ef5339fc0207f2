import type { Trial } from '#lib/evals/model/eval-run.ts';
import { conditions } from '#lib/evals/model/eval-spec.ts';
import { isSimulated } from '#lib/evals/model/is-simulated.ts';
import type { TrendPoint } from '#lib/evals/model/trend.ts';
import { isGraded } from '../matrix/compare-trials.ts';
import { toFigures } from '../matrix/to-figures.ts';

export interface VersionTrials {
  readonly skillVersion: number;
  readonly skillHash: string;
  readonly trials: readonly Trial[];
}

/** One point for each version, condition and model that was tried, oldest version first. */
export function toTrends(versions: readonly VersionTrials[]): TrendPoint[] {
  const points = versions
    .toSorted((a, b) => a.skillVersion - b.skillVersion)
    .flatMap(({ skillVersion, skillHash, trials }) =>
      groupTrials(trials.filter(isGraded)).map((own) => ({ skillVersion, skillHash, ...toPoint(own) })),
    );
  return points.map((point) => ({
    ...point,
    isPartial: points.some((other) => isSameLine(other, point) && other.scenarios > point.scenarios),
  }));
}

type Line = Pick<TrendPoint, 'condition' | 'modelId'>;

const isSameLine = (a: Line, b: Line): boolean => a.condition === b.condition && a.modelId === b.modelId;

/** By condition, then model. */
function groupTrials(trials: readonly Trial[]): Trial[][] {
  const modelIds = [...new Set(trials.map(({ modelId }) => modelId))].toSorted();
  return conditions
    .flatMap((condition) => modelIds.map((modelId) => ({ condition, modelId })))
    .map((line) => trials.filter((trial) => isSameLine(trial, line)))
    .filter((own) => own.length > 0);
}

function toPoint(own: readonly Trial[]): Omit<TrendPoint, 'skillVersion' | 'skillHash' | 'isPartial'> {
  const { condition = 'baseline', modelId = '' } = own[0] ?? {};
  const { trials, completeness, passAt1, interval, meanCostUsd } = toFigures(own);
  return {
    condition,
    modelId,
    simulated: isSimulated(modelId),
    trials,
    scenarios: new Set(own.map(({ scenarioId }) => scenarioId)).size,
    completeness,
    passAt1,
    interval,
    meanCostUsd,
  };
}
