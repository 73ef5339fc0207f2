import type { EvalRunSummary, Trial } from '#lib/evals/model/eval-run.ts';
import type { Matrix } from '#lib/evals/model/matrix.ts';

/** A trial that says nothing about the model. */
export type BrokenTrial = Pick<
  Trial,
  'id' | 'scenarioId' | 'condition' | 'modelId' | 'repeat' | 'attempt' | 'fault'
>;

/** `GET /api/admin/evals/<id>?after=<revision>&axis=<axis>`, where there is something newer. */
export interface EvalRunReply {
  readonly run: EvalRunSummary;
  readonly matrix: Matrix;
  readonly broken: readonly BrokenTrial[];
  /** What the deltas are against: the number of the version in production. Null where that is this one, or there is none. */
  readonly production: number | null;
  /** The version that is tested is the one in production. */
  readonly isProduction: boolean;
}
