export type CheckStatus = 'pass' | 'fail' | 'not-applicable';

/** One check of one trial. */
export interface ScoredCheck {
  readonly checkId: string;
  readonly level: 'must' | 'should';
  readonly status: CheckStatus;
}

export interface TrialScore {
  readonly passed: number;
  /** Those that were applicable. */
  readonly total: number;
  /** Passed of total, 0 to 1; undefined where no check was applicable. */
  readonly completeness: number | undefined;
  /** All must checks that were applicable passed; undefined where there were none. */
  readonly isPassed: boolean | undefined;
}

/** Checks that are not applicable count neither way. */
export function scoreTrial(checks: readonly ScoredCheck[]): TrialScore {
  const applicable = checks.filter(({ status }) => status !== 'not-applicable');
  const passed = applicable.filter(({ status }) => status === 'pass').length;
  const total = applicable.length;
  const musts = applicable.filter(({ level }) => level === 'must');
  return {
    passed,
    total,
    completeness: total === 0 ? undefined : passed / total,
    isPassed: musts.length === 0 ? undefined : musts.every(({ status }) => status === 'pass'),
  };
}
