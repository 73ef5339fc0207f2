import type { EvalRunResults, Trial } from '#lib/evals/model/eval-run.ts';
import type { GateVerdict } from '#lib/evals/model/gate.ts';
import { isSimulated } from '#lib/evals/model/is-simulated.ts';
import type { LedgerRule, Suggestion } from '#lib/evals/model/rule-ledger.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';

/** All that a report of one eval run says. */
export interface EvalReport extends EvalRunResults {
  readonly scenarios: readonly ScenarioSummary[];
  /** Results of the version in production, where that is another one. */
  readonly before: readonly Trial[];
  readonly rules: readonly LedgerRule[];
  readonly suggestions: readonly Suggestion[];
  readonly gate: GateVerdict;
}

/** A model as every table and file names it. */
export const nameModel = (modelId: string): string =>
  isSimulated(modelId) ? `${modelId} (simulated)` : modelId;
