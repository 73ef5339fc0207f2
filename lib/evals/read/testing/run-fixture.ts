import type { EvalRunSummary } from '#lib/evals/model/eval-run.ts';
import type { EvalSpec } from '#lib/evals/model/eval-spec.ts';

/** A complete run of one scenario, `view`, in every condition, by both demo models. */
export function evalRun(
  spec: Partial<EvalSpec> = {},
  about: Partial<Omit<EvalRunSummary, 'spec'>> = {},
): EvalRunSummary {
  return {
    id: 'run',
    spec: {
      skillName: 'kelp',
      skillHash: 'a'.repeat(64),
      scenarioIds: ['view'],
      conditions: ['baseline', 'mcp', 'mcp+skill'],
      modelIds: ['demo:coral', 'demo:kelp'],
      repeats: 1,
      maxCostUsd: null,
      ...spec,
    },
    skillVersion: 3,
    status: 'done',
    ending: 'complete',
    fault: null,
    cancelled: false,
    requestedBy: { id: 'ann', name: 'Ann' },
    createdAt: '2026-01-01T12:00:00.000Z',
    startedAt: '2026-01-01T12:00:00.000Z',
    endedAt: '2026-01-01T12:05:00.000Z',
    revision: 7,
    counts: { waiting: 0, running: 0, graded: 6, 'infra-failed': 0, skipped: 0, cached: 0 },
    costUsd: 0,
    ...about,
  };
}
