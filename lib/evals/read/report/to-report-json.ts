import { isSimulated } from '#lib/evals/model/is-simulated.ts';
import { toMatrix } from '../matrix/to-matrix.ts';
import type { EvalReport } from './eval-report.ts';

/** For programs: all of it, both matrices included, with the simulated models named. */
export function toReportJson(report: EvalReport): string {
  const { run, trials, scenarios, before, rules, suggestions, gate } = report;
  const toAxis = (axis: 'scenario' | 'rule') => toMatrix(trials, { axis, before, scenarios });
  const content = {
    simulated: run.spec.modelIds.filter(isSimulated),
    run,
    gate,
    byScenario: toAxis('scenario'),
    byRule: toAxis('rule'),
    rules,
    suggestions: suggestions.map(({ files: _files, ...suggestion }) => suggestion),
    trials: trials.map((trial) => ({ ...trial, simulated: isSimulated(trial.modelId) })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
