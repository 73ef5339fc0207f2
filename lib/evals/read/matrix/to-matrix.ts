import type { Trial } from '#lib/evals/model/eval-run.ts';
import { conditions } from '#lib/evals/model/eval-spec.ts';
import { isSimulated } from '#lib/evals/model/is-simulated.ts';
import type { Matrix, MatrixAxis, MatrixCell, MatrixColumn } from '#lib/evals/model/matrix.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import { compareConditions } from './compare-conditions.ts';
import { compareTrials } from './compare-trials.ts';
import { listAxes } from './matrix-axes.ts';
import { toFigures } from './to-figures.ts';

/**
 * Scenarios or rules against condition and model. `before`: trials of another version, cell by cell for the deltas.
 * `scenarios` give titles, the order of the rows, and the rules of trials that are not graded yet.
 */
export function toMatrix(
  trials: readonly Trial[],
  {
    axis,
    before = [],
    scenarios = [],
  }: { axis: MatrixAxis; before?: readonly Trial[]; scenarios?: readonly ScenarioSummary[] },
): Matrix {
  const columns = listColumns(trials);
  return {
    axis,
    columns,
    rows: listAxes(axis, trials, scenarios).map(({ id, title, pick }) => {
      const [now, then] = [pick(trials), pick(before)];
      return {
        id,
        title,
        cells: columns.map((column) => toCell(inColumn(now, column), inColumn(then, column))),
      };
    }),
    totals: columns.map((column) => {
      const [now, then] = [inColumn(trials, column), inColumn(before, column)];
      return { ...toFigures(now), trialIds: [], delta: compareTrials(then, now, toScenario) };
    }),
    comparisons: compareConditions(trials),
  };
}

/** By condition, then by model in the order in which they come. */
function listColumns(trials: readonly Trial[]): MatrixColumn[] {
  const modelIds = [...new Set(trials.map(({ modelId }) => modelId))];
  return conditions
    .flatMap((condition) =>
      modelIds.map((modelId) => ({ condition, modelId, simulated: isSimulated(modelId) })),
    )
    .filter((column) => inColumn(trials, column).length > 0);
}

const inColumn = (trials: readonly Trial[], { condition, modelId }: MatrixColumn): Trial[] =>
  trials.filter((trial) => trial.condition === condition && trial.modelId === modelId);

function toCell(now: readonly Trial[], then: readonly Trial[]): MatrixCell | null {
  if (now.length === 0) return null;
  const trials = now.toSorted((a, b) => a.repeat - b.repeat);
  return {
    ...toFigures(trials),
    trialIds: trials.map(({ id }) => id),
    delta: compareTrials(then, trials, toRepeat),
  };
}

const toScenario = ({ scenarioId }: Trial): string => scenarioId;
/** A cell of the axis of rules holds several scenarios. */
const toRepeat = ({ scenarioId, repeat }: Trial): string => `${scenarioId}/${repeat}`;
