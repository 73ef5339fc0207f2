import type { Condition } from './eval-spec.ts';

/** What the trials of one version show in one condition with one model. */
export interface TrendPoint {
  readonly skillVersion: number;
  readonly skillHash: string;
  readonly condition: Condition;
  readonly modelId: string;
  readonly simulated: boolean;
  /** Graded ones, and of how many scenarios. */
  readonly trials: number;
  readonly scenarios: number;
  /** Fewer scenarios than another version was tried on: not to be held against its points. */
  readonly isPartial: boolean;
  readonly completeness: number | null;
  readonly passAt1: number | null;
  readonly interval: { readonly low: number; readonly high: number };
  /** US dollars, of a trial. */
  readonly meanCostUsd: number | null;
}
