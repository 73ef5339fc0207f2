import type { Condition } from '#lib/evals/model/eval-spec.ts';
import type { MatrixAxis, MatrixCell } from '#lib/evals/model/matrix.ts';

export const evalsPath = '/admin/evals';

export function toRunPath(evalRunId: string): string {
  return `${evalsPath}/${evalRunId}`;
}

export function toTrialPath(evalRunId: string, trialId: string): string {
  return `${toRunPath(evalRunId)}/trials/${trialId}`;
}

/** The trials of a cell. */
export interface CellPlace {
  readonly axis: MatrixAxis;
  readonly rowId: string;
  readonly condition: Condition;
  readonly modelId: string;
}

/** A cell of one trial is that trial; of more, a page of them side by side. */
export function toCellPath(evalRunId: string, place: CellPlace, { trialIds }: MatrixCell): string {
  const [only, ...more] = trialIds;
  if (only !== undefined && more.length === 0) return toTrialPath(evalRunId, only);
  const { axis, rowId, condition, modelId } = place;
  return `${toRunPath(evalRunId)}/trials?${new URLSearchParams({ [axis]: rowId, condition, model: modelId })}`;
}

/** The form, filled in: what a suggestion or an editor sends to. */
export function toStartPath(wanted: {
  skillName: string;
  hash: string;
  scenarioIds?: readonly string[];
}): string {
  const parameters = new URLSearchParams({ skill: wanted.skillName, version: wanted.hash });
  if (wanted.scenarioIds) parameters.set('scenarios', wanted.scenarioIds.join(','));
  return `${evalsPath}?${parameters}`;
}
