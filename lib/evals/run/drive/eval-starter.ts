import { createId } from '#lib/base/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { selectGradedKeys, selectTrialMeans } from '#lib/db/eval-history-rows.ts';
import { findOpenEvalRun, insertEvalRun } from '#lib/db/eval-rows.ts';
import type { EvalEstimate } from '#lib/evals/model/eval-estimate.ts';
import { evalSpecSchema, type EvalSpec } from '#lib/evals/model/eval-spec.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { SkillStore } from '#lib/skills/versions/skill-store.ts';
import type { LoadedScenario } from '../scenario/load-scenarios.ts';
import { toCacheKey, type TrialSurroundings } from './cache-key.ts';
import { estimateTrials, type EstimatedModel } from './estimate-trials.ts';
import { hashSpec, normaliseSpec, planTrials, type PlannedTrial } from './plan-trials.ts';
import type { ScenarioShelf } from './scenario-shelf.ts';

type KeyedTrial = PlannedTrial & { readonly cacheKey: string };

const MICRO = 1_000_000;

/** Turns a spec into an eval run with its trials, or into what it would take. */
export class EvalStarter {
  readonly #db: Database;
  readonly #skills: Pick<SkillStore, 'findVersion'>;
  readonly #shelf: ScenarioShelf;
  readonly #models: readonly EstimatedModel[];
  readonly #parallel: number;
  readonly #surroundings: TrialSurroundings;

  constructor(dependencies: {
    db: Database;
    skills: Pick<SkillStore, 'findVersion'>;
    shelf: ScenarioShelf;
    /** Those that are offered. */
    models: readonly EstimatedModel[];
    /** Trials at a time. */
    parallel: number;
    surroundings: TrialSurroundings;
  }) {
    this.#db = dependencies.db;
    this.#skills = dependencies.skills;
    this.#shelf = dependencies.shelf;
    this.#models = dependencies.models;
    this.#parallel = dependencies.parallel;
    this.#surroundings = dependencies.surroundings;
  }

  /** @throws AppError invalid-input */
  async start(
    asked: EvalSpec,
    requestedBy: string,
  ): Promise<{ status: 'started' | 'joined'; evalRunId: string }> {
    const { spec, trials } = await this.#plan(asked);
    const openSpec = hashSpec(spec);
    const { skillName, skillHash, maxCostUsd } = spec;
    // The one that is open may end between the two looks.
    for (;;) {
      const id = createId();
      const isNew = await insertEvalRun(this.#db, {
        id,
        skillName,
        skillHash,
        spec,
        openSpec,
        maxCostMicroUsd: maxCostUsd === null ? null : Math.round(maxCostUsd * MICRO),
        requestedBy,
        trials: trials.map((trial) => ({ ...trial, id: createId() })),
      });
      if (isNew) return { status: 'started', evalRunId: id };
      const open = await findOpenEvalRun(this.#db, openSpec);
      if (open !== undefined) return { status: 'joined', evalRunId: open };
    }
  }

  /** @throws AppError invalid-input */
  async estimate(asked: EvalSpec): Promise<EvalEstimate> {
    const { spec, trials } = await this.#plan(asked);
    const keys = [...new Set(trials.map(({ cacheKey }) => cacheKey))];
    const graded = await selectGradedKeys(this.#db, keys);
    const isGraded = new Set(graded.map(({ cacheKey, repeat }) => `${cacheKey}/${repeat}`));
    return estimateTrials(
      trials.map((trial) => ({ ...trial, isCached: isGraded.has(`${trial.cacheKey}/${trial.repeat}`) })),
      { means: await selectTrialMeans(this.#db, spec), models: this.#models, parallel: this.#parallel },
    );
  }

  async #plan(asked: EvalSpec): Promise<{ spec: EvalSpec; trials: KeyedTrial[] }> {
    const parsed = evalSpecSchema.safeParse(asked);
    if (!parsed.success) throw invalid(parsed.error.issues.map(({ message }) => message).join('; '));
    const named = normaliseSpec(parsed.data);
    const version = await this.#skills.findVersion(named.skillName, named.skillHash);
    if (!version) throw invalid(`there is no version ${named.skillHash.slice(0, 12)} of ${named.skillName}`);
    const spec = { ...named, skillHash: version.hash };
    const scenarios = new Map((await this.#shelf.list(spec.skillName)).map((one) => [one.scenario.id, one]));
    for (const id of spec.scenarioIds)
      if (!scenarios.has(id)) throw invalid(`there is no scenario "${id}" of ${spec.skillName}`);
    for (const id of spec.modelIds)
      if (!this.#models.some((model) => model.id === id))
        throw invalid(`the model "${id}" is not offered here`);
    return { spec, trials: planTrials(spec).flatMap((trial) => this.#toKeyed(trial, spec, scenarios)) };
  }

  #toKeyed(
    trial: PlannedTrial,
    spec: EvalSpec,
    scenarios: ReadonlyMap<string, LoadedScenario>,
  ): KeyedTrial[] {
    const loaded = scenarios.get(trial.scenarioId);
    return loaded ? [{ ...trial, cacheKey: toCacheKey(trial, spec, loaded, this.#surroundings) }] : [];
  }
}

function invalid(why: string): AppError {
  return new AppError('invalid-input', `cannot start the evals: ${why}`);
}
