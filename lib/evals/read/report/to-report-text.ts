import type { EvalRunSummary } from '#lib/evals/model/eval-run.ts';
import type { GateVerdict } from '#lib/evals/model/gate.ts';
import { isSimulated } from '#lib/evals/model/is-simulated.ts';
import { toMatrix } from '../matrix/to-matrix.ts';
import { nameModel, type EvalReport } from './eval-report.ts';
import { wrap } from './plain-text.ts';
import { tellComparisons, tellMatrix } from './tell-matrix.ts';
import { tellSkippedRules, tellSuggestions } from './tell-rules.ts';

/** For a terminal of 110 columns: the matrix, what was skipped, what to do about it, and the gate. */
export function toReportText(report: EvalReport): string {
  const { run, trials, scenarios, before, rules, suggestions, gate } = report;
  const matrix = toMatrix(trials, { axis: 'scenario', before, scenarios });
  const sections: [title: string, text: string][] = [
    ['', tellHead(run)],
    ['Matrix', tellMatrix(matrix)],
    ['Scenario by scenario', tellComparisons(matrix) || 'Nothing was graded in two conditions.'],
    ['Rules that were skipped with the skill', tellSkippedRules(rules)],
    ['Suggestions', tellSuggestions(suggestions)],
    ['Gate', tellGate(gate, run.id)],
  ];
  return sections.map(([title, text]) => (title === '' ? text : `${title}\n\n${text}`)).join('\n\n');
}

function tellHead({
  id,
  spec,
  skillVersion,
  status,
  ending,
  fault,
  counts,
  costUsd,
}: EvalRunSummary): string {
  const end = status === 'done' ? (ending ?? 'done') : status;
  const { graded, cached, skipped, waiting, running, 'infra-failed': broken } = counts;
  const open = waiting + running > 0 ? `, ${waiting + running} not over` : '';
  const lines = [
    `Eval run ${id}: ${end}${fault === null ? '' : ` (${fault})`}`,
    `${spec.skillName} version ${skillVersion} (${spec.skillHash.slice(0, 12)}), by ${spec.modelIds.map(nameModel).join(', ')}`,
    `${graded} trials graded (${cached} from earlier runs), ${broken} broke for our reasons, ${skipped} skipped${open}; $${costUsd.toFixed(4)}`,
    ...(spec.modelIds.some(isSimulated)
      ? [
          'SIMULATED: scripted models that follow the rules they read. This proves the machinery and nothing about models.',
        ]
      : []),
  ];
  return lines.map((line) => wrap(line, '  ')).join('\n');
}

function tellGate(gate: GateVerdict, evalRunId: string): string {
  const isOther = gate.evalRunId !== null && gate.evalRunId !== evalRunId;
  const lines = [
    gate.status === 'open' ? 'Open: this version may go into production.' : 'Closed:',
    ...(gate.status === 'closed' ? gate.reasons.map(({ code, message }) => `- ${code}: ${message}`) : []),
    ...(isOther ? [`Note: eval run ${gate.evalRunId} was judged, not this one.`] : []),
    ...gate.notes.map((note) => `Note: ${note}`),
  ];
  return lines.map((line) => wrap(line, '  ')).join('\n');
}
