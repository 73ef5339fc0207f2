/** Bounds of what is done for one run before it ends in an error. [R5] */
export interface RecoveryLimits {
  /** Attempts in a row that add no content, however they ended. */
  readonly maxFruitlessAttempts: number;
  /** Attempts in all. */
  readonly maxAttempts: number;
  /** Failed provider calls in a row that add no content. */
  readonly maxProviderRetries: number;
  /** First wait after a failure; doubled at each further one. */
  readonly backoffMs: number;
  /** The longest wait: a provider that asks for more ends the run. */
  readonly maxWaitMs: number;
  readonly maxAnswerChars: number;
}
