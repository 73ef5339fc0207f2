import type { EvalRunRow, EvalTrialDetailRow, EvalTrialRow } from '#lib/db/eval-result-rows.ts';
import type { EvalRunSummary, Trial } from '#lib/evals/model/eval-run.ts';
import type { EvalSpec } from '#lib/evals/model/eval-spec.ts';
import { trialChangeSchema, type TrialOutcome } from '#lib/evals/model/trial-detail.ts';

const MICRO = 1_000_000;

export function toRunSummary(row: EvalRunRow): EvalRunSummary {
  const { waiting, running, graded, infraFailed, skipped, cached } = row;
  return {
    id: row.id,
    // Cast: written once, by whoever starts eval runs, and parsed there.
    spec: row.spec as EvalSpec,
    skillVersion: row.skillVersion,
    status: row.status,
    ending: row.ending,
    fault: row.fault,
    cancelled: row.cancelled,
    requestedBy: { id: row.requestedById, name: row.requestedByName },
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    revision: row.revision,
    counts: { waiting, running, graded, 'infra-failed': infraFailed, skipped, cached },
    costUsd: row.costMicroUsd / MICRO,
  };
}

export function toTrial(row: EvalTrialRow): Trial {
  return {
    id: row.id,
    evalRunId: row.evalRunId,
    scenarioId: row.scenarioId,
    condition: row.condition,
    modelId: row.modelId,
    repeat: row.repeat,
    status: row.status,
    attempt: row.attempt,
    sessionId: row.sessionId,
    cachedFrom: row.cachedFrom,
    isPassed: row.isPassed,
    passed: row.passed,
    total: row.total,
    costUsd: row.costMicroUsd / MICRO,
    latencyMs: row.latencyMs,
    inputTokens: row.inputTokens,
    outputTokens: row.outputTokens,
    filesLoaded: row.filesLoaded,
    docsFetched: row.docsFetched,
    fault: row.fault,
    checks: row.checks,
  };
}

export function toTrialOutcome(row: EvalTrialDetailRow): TrialOutcome {
  return {
    trial: toTrial(row),
    skillHash: row.skillHash,
    changes: trialChangeSchema.array().parse(row.changes),
    answer: row.answer,
  };
}
