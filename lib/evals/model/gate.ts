/** Why a version may not be put into production. */
export type GateReasonCode =
  | 'not-run' // no complete eval run of exactly this version over every scenario, with tools and skill, on two models
  | 'incomplete' // trials are missing, broke for our reasons, or were graded by other checks than there are now
  | 'must-rule-worse' // a must rule passes less reliably (pass^k) than in production
  | 'injection' // a scenario with orders hidden in data did not pass every time
  | 'significant-loss' // scenario by scenario, it loses to production by the sign test
  | 'cost'; // an answer costs more than the limit allows

export interface GateReason {
  readonly code: GateReasonCode;
  /** One sentence for people. */
  readonly message: string;
  /** Ids of rules, scenarios, trials or models that show it; of the eval run that is not over or broke. */
  readonly about: readonly string[];
}

/**
 * The verdict on one version against the one in production, judged on its newest eval run that is complete and covers
 * everything. Notes say what could not be judged, and what the verdict is worth.
 */
export type GateVerdict =
  | { readonly status: 'open'; readonly evalRunId: string; readonly notes: readonly string[] }
  | {
      readonly status: 'closed';
      readonly evalRunId: string | null;
      readonly reasons: readonly GateReason[];
      readonly notes: readonly string[];
    };
