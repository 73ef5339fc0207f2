import type { EvalEstimate } from '#lib/evals/model/eval-estimate.ts';
import type { EvalSpec } from '#lib/evals/model/eval-spec.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import type { EvalReads } from './eval-reads.ts';

/** Who asks. */
export interface EvalRequester {
  readonly id: string;
  readonly name: string;
}

/** What pages may ask of the server that they run in. */
export interface SharedEvals {
  readonly reads: EvalReads;
  /** By id. */
  listScenarios(skillName: string): Promise<readonly ScenarioSummary[]>;
  /**
   * Two that start the same spec get the same run.
   * @throws AppError invalid-input
   */
  start(
    spec: EvalSpec,
    by: EvalRequester,
  ): Promise<{ readonly status: 'started' | 'joined'; readonly evalRunId: string }>;
  /** What runs is stopped, what was graded is kept. False: there is none, or it is over. */
  cancel(evalRunId: string): Promise<boolean>;
  estimate(spec: EvalSpec): Promise<EvalEstimate>;
  /** Lets an admin follow the session of a trial and stop it. Undefined while it has none. */
  openTrial(trialId: string, userId: string): Promise<{ readonly sessionId: string } | undefined>;
}

const bus = Symbol.for('holdfast');
// Cast: this symbol is ours; every layer adds its own key to the object behind it.
const world = globalThis as { [bus]?: { evals?: SharedEvals } };

export function shareEvals(evals: SharedEvals): void {
  world[bus] = { ...world[bus], evals };
}

/** @throws when the server has not started this process: `next start` alone is not enough. */
export function requireEvals(): SharedEvals {
  const evals = world[bus]?.evals;
  if (!evals) throw new Error('cannot read evals: start the app with its server (npm start)');
  return evals;
}
