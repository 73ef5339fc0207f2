import type { EvalRunSummary } from '#lib/evals/model/eval-run.ts';
import { nameModel } from '#lib/evals/read/report/eval-report.ts';

/** A line for each, newest first. */
export function tellRuns(runs: readonly EvalRunSummary[]): string {
  if (runs.length === 0) return 'There are no eval runs yet: `npm run evals -- run` starts one.';
  return runs.map(tellRun).join('\n');
}

function tellRun({ id, spec, skillVersion, status, ending, createdAt, counts }: EvalRunSummary): string {
  const { graded, skipped, waiting, running, 'infra-failed': broken } = counts;
  const total = graded + skipped + waiting + running + broken;
  const words = [
    id,
    createdAt.slice(0, 16).replace('T', ' '),
    `${spec.skillName} version ${skillVersion}`,
    status === 'done' ? (ending ?? 'done') : status,
    `${graded} of ${total} trials graded${broken > 0 ? `, ${broken} broke` : ''}`,
    spec.modelIds.map(nameModel).join(', '),
  ];
  return words.join('  ');
}
