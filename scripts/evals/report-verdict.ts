import type { EvalReport } from '#lib/evals/read/report/eval-report.ts';

/** What becomes the exit code, and why: the last line of a report. */
export function toVerdict({ run, gate }: Pick<EvalReport, 'run' | 'gate'>): { ok: boolean; line: string } {
  const { status, ending, fault, counts } = run;
  const broken = counts['infra-failed'];
  if (status !== 'done') return { ok: true, line: 'It is not over yet.' };
  if (ending !== 'complete') {
    const why = {
      cancelled: 'it was cancelled',
      'cost-limit': 'it spent what it may cost',
      error: fault ?? 'it broke',
    };
    return { ok: false, line: `Not complete: ${why[ending ?? 'error']}.` };
  }
  if (broken > 0) {
    return { ok: false, line: `${broken} trials broke for our reasons. Run it again: the others are kept.` };
  }
  const isJudged =
    gate.evalRunId === run.id &&
    !(gate.status === 'closed' && gate.reasons.some(({ code }) => code === 'not-run'));
  if (!isJudged) {
    return { ok: true, line: 'All trials were graded. The gate judges another eval run, or none.' };
  }
  return gate.status === 'open'
    ? { ok: true, line: 'The gate is open.' }
    : { ok: false, line: 'The gate is closed.' };
}
