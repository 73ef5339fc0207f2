import type { Trial } from '#lib/evals/model/eval-run.ts';
import type { MatrixAxis } from '#lib/evals/model/matrix.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import { narrowToRule } from '../rules/narrow-to-rule.ts';

/** A row that is to be filled. */
export interface Axis {
  readonly id: string;
  readonly title: string | null;
  /** The trials of this row, as they are seen in it. */
  pick(trials: readonly Trial[]): Trial[];
}

/** Scenarios as they are listed, then those that are listed no more; rules by their ids. */
export function listAxes(
  axis: MatrixAxis,
  trials: readonly Trial[],
  scenarios: readonly ScenarioSummary[],
): Axis[] {
  return axis === 'scenario' ? listScenarioAxes(trials, scenarios) : listRuleAxes(trials, scenarios);
}

function listScenarioAxes(trials: readonly Trial[], scenarios: readonly ScenarioSummary[]): Axis[] {
  const there = new Set(trials.map(({ scenarioId }) => scenarioId));
  const listed = scenarios.map(({ id }) => id).filter((id) => there.has(id));
  return [...new Set([...listed, ...there])].map((id) => ({
    id,
    title: scenarios.find((scenario) => scenario.id === id)?.title ?? null,
    pick: (all) => all.filter(({ scenarioId }) => scenarioId === id),
  }));
}

/** A trial that is not graded has no checks yet: what it will be about, its scenario says. */
function listRuleAxes(trials: readonly Trial[], scenarios: readonly ScenarioSummary[]): Axis[] {
  const there = new Set(trials.map(({ scenarioId }) => scenarioId));
  const sources = [
    ...scenarios.filter(({ id }) => there.has(id)).map(({ id, checks }) => ({ scenarioId: id, checks })),
    ...trials,
  ];
  const asking = new Map<string, Set<string>>();
  for (const { scenarioId, checks } of sources) {
    for (const rule of checks.flatMap(({ rules }) => rules)) {
      asking.set(rule, (asking.get(rule) ?? new Set()).add(scenarioId));
    }
  }
  return [...asking.keys()].toSorted().map((id) => ({
    id,
    title: null,
    pick: (all) =>
      all
        .filter(({ scenarioId }) => asking.get(id)?.has(scenarioId) === true)
        .map((trial) => narrowToRule(trial, id)),
  }));
}
