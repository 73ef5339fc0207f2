export interface CheckOutcome {
  readonly checkId: string;
  /** What is not applicable counts neither way. */
  readonly status: 'pass' | 'fail' | 'not-applicable';
  /** What was seen, in words for people: the statement and what came of it. */
  readonly evidence: string;
}

/** What a grader of one kind says; whose check it is is known to its caller. */
export type Verdict = Omit<CheckOutcome, 'checkId'>;

export const pass = (evidence: string): Verdict => ({ status: 'pass', evidence });
export const fail = (evidence: string): Verdict => ({ status: 'fail', evidence });
export const notApplicable = (evidence: string): Verdict => ({ status: 'not-applicable', evidence });
