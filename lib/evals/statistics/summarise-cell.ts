import { toPassHatK } from './pass-hat-k.ts';
import { scoreTrial, type ScoredCheck } from './trial-score.ts';
import { toWilsonInterval, type Interval } from './wilson-interval.ts';

/** One trial that came to an end, whatever its end. */
export interface Trial {
  readonly scenarioId: string;
  readonly condition: string;
  readonly modelId: string;
  /** The model's own failure, or ours: a trial that broke for our reasons says nothing of the model. */
  readonly outcome: 'graded' | 'infra-failure';
  readonly checks: readonly ScoredCheck[];
}

/** What one cell of the matrix says: one scenario, condition and model, over its repeats. */
export interface CellSummary {
  readonly scenarioId: string;
  readonly condition: string;
  readonly modelId: string;
  /** Graded trials. */
  readonly trials: number;
  readonly infraFailures: number;
  /** Mean over trials of checks passed by checks applicable. Undefined without a trial that had any. */
  readonly completeness: number | undefined;
  readonly passes: number;
  /** The mean of pass@1: how likely one try passes. */
  readonly passAt1: number | undefined;
  readonly interval: Interval;
  /** pass^k for the repeats there are: 1 where every one passed, else 0. `toPassHatK` estimates it for fewer. */
  readonly passHatK: number | undefined;
}

/** In the order in which the cells first come. */
export function summariseCells(trials: readonly Trial[]): CellSummary[] {
  const cells = Map.groupBy(trials, ({ scenarioId, condition, modelId }) =>
    JSON.stringify([scenarioId, condition, modelId]),
  );
  return [...cells.values()].flatMap((cell) => (cell[0] ? [summariseCell(cell[0], cell)] : []));
}

function summariseCell(first: Trial, cell: readonly Trial[]): CellSummary {
  const { scenarioId, condition, modelId } = first;
  const graded = cell.filter(({ outcome }) => outcome === 'graded').map(({ checks }) => scoreTrial(checks));
  const decided = graded.map(({ isPassed }) => isPassed).filter((isPassed) => isPassed !== undefined);
  const passes = decided.filter(Boolean).length;
  return {
    scenarioId,
    condition,
    modelId,
    trials: graded.length,
    infraFailures: cell.length - graded.length,
    completeness: toMean(graded.map(({ completeness }) => completeness).filter((one) => one !== undefined)),
    passes,
    passAt1: decided.length === 0 ? undefined : passes / decided.length,
    interval: toWilsonInterval(passes, decided.length),
    passHatK: toPassHatK(passes, decided.length, decided.length),
  };
}

function toMean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
