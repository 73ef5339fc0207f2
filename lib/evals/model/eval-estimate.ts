/** What a spec would take, before anybody starts it. */
export interface EvalEstimate {
  readonly trials: number;
  /** Of them, those whose result is there already: they take neither money nor time. */
  readonly cached: number;
  /** US dollars of the others; null where the price of a model is not known. */
  readonly costUsd: number | null;
  /** With as many at a time as the installation runs. */
  readonly seconds: number;
  /** Ids of the spec's models that are scripts of ours, not AI. */
  readonly simulated: readonly string[];
}
