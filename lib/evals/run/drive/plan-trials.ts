import { createHash } from 'node:crypto';
import { toCanonicalJson } from '#lib/base/canonical-json.ts';
import { conditions, type Condition, type EvalSpec } from '#lib/evals/model/eval-spec.ts';

/** One trial to be. */
export interface PlannedTrial {
  readonly position: number;
  readonly scenarioId: string;
  readonly condition: Condition;
  readonly modelId: string;
  readonly repeat: number;
}

/** The same spec in one spelling: what is listed twice is tried once, in one order. */
export function normaliseSpec(spec: EvalSpec): EvalSpec {
  const asked = new Set(spec.conditions);
  return {
    ...spec,
    scenarioIds: [...new Set(spec.scenarioIds)].toSorted(),
    conditions: conditions.filter((condition) => asked.has(condition)),
    modelIds: [...new Set(spec.modelIds)].toSorted(),
  };
}

/** The first repeats of everything come first, so that a matrix is soon full, if with wide intervals. */
export function planTrials(spec: EvalSpec): PlannedTrial[] {
  const repeats = Array.from({ length: spec.repeats }, (_, index) => index + 1);
  const planned = repeats.flatMap((repeat) =>
    spec.scenarioIds.flatMap((scenarioId) =>
      spec.conditions.flatMap((condition) =>
        spec.modelIds.map((modelId) => ({ scenarioId, condition, modelId, repeat })),
      ),
    ),
  );
  return planned.map((trial, position) => ({ position, ...trial }));
}

export function hashSpec(spec: EvalSpec): string {
  return createHash('sha256')
    .update(toCanonicalJson(normaliseSpec(spec)))
    .digest('hex');
}

/** As people find it in an address bar or a title. */
export function toTrialTitle({
  scenarioId,
  condition,
  modelId,
  repeat,
}: Omit<PlannedTrial, 'position'>): string {
  return `${scenarioId} · ${condition} · ${modelId.slice(modelId.indexOf(':') + 1)} · ${repeat}`;
}
