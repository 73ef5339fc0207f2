import type { EvalRunSummary } from '#lib/evals/model/eval-run.ts';
import type { GateReason } from '#lib/evals/model/gate.ts';

/** What holds for one model may be its own habit. */
const MIN_MODELS = 2;

export type FoundGateRun =
  | { readonly status: 'found'; readonly run: EvalRunSummary }
  | { readonly status: 'none'; readonly evalRunId: string | null; readonly reason: GateReason };

/**
 * The newest complete run that covers every scenario, with tools and skill, on two models. `runs` are those of one version,
 * newest first.
 */
export function findGateRun(runs: readonly EvalRunSummary[], scenarioIds: readonly string[]): FoundGateRun {
  const isWhole = (run: EvalRunSummary): boolean => listGaps(run, scenarioIds).length === 0;
  const whole = scenarioIds.length === 0 ? [] : runs.filter(isWhole);
  const complete = whole.find(({ ending }) => ending === 'complete');
  if (complete) return { status: 'found', run: complete };
  const [newest] = whole;
  if (newest) return { status: 'none', evalRunId: newest.id, reason: tellUnfinished(newest) };
  const [other] = runs;
  const message = other
    ? `No eval run of this version covers everything; the newest is without ${listGaps(other, scenarioIds).join(', ')}.`
    : 'There is no eval run of this version.';
  const tried = new Set(other?.spec.scenarioIds);
  const about = scenarioIds.filter((id) => !tried.has(id));
  return { status: 'none', evalRunId: other?.id ?? null, reason: { code: 'not-run', message, about } };
}

function listGaps({ spec }: EvalRunSummary, scenarioIds: readonly string[]): string[] {
  const missing = scenarioIds.filter((id) => !spec.scenarioIds.includes(id)).length;
  return [
    ...(missing > 0 ? [`${missing} of ${scenarioIds.length} scenarios`] : []),
    ...(spec.conditions.includes('mcp+skill') ? [] : ['the condition mcp+skill']),
    ...(spec.modelIds.length < MIN_MODELS ? ['a second model'] : []),
  ];
}

function tellUnfinished({ id, status, ending, fault }: EvalRunSummary): GateReason {
  const about = [id];
  if (status !== 'done')
    return { code: 'not-run', message: 'The eval run of this version is not over yet.', about };
  const why =
    ending === 'cost-limit' ? 'reached its cost limit' : ending === 'cancelled' ? 'was cancelled' : 'broke';
  const message = `The eval run of this version ${why}${fault === null ? '' : ` (${fault})`}.`;
  return { code: 'incomplete', message, about };
}
