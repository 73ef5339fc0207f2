import { isUuid } from '#lib/base/ids.ts';
import type { Database } from '#lib/db/client.ts';
import {
  selectEvalRuns,
  selectEvalTrial,
  selectEvalTrials,
  selectGradedTrial,
  selectVersionTrials,
} from '#lib/db/eval-result-rows.ts';
import type { EvalRunResults, EvalRunSummary, Trial } from '#lib/evals/model/eval-run.ts';
import type { GateVerdict } from '#lib/evals/model/gate.ts';
import type { LedgerRule, Suggestion } from '#lib/evals/model/rule-ledger.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import type { TrendPoint } from '#lib/evals/model/trend.ts';
import type { TrialDetail } from '#lib/evals/model/trial-detail.ts';
import type { SkillStore } from '#lib/skills/versions/skill-store.ts';
import { toRunSummary, toTrial, toTrialOutcome } from './from-rows.ts';

const MAX_RUNS = 500;

export interface EvalReadsNeeds {
  readonly db: Database;
  readonly skills: SkillStore;
  readonly listScenarios: (skillName: string) => Promise<readonly ScenarioSummary[]>;
}

/** What eval runs have shown. Reads only. */
export class EvalReads {
  readonly #needs: EvalReadsNeeds;

  constructor(needs: EvalReadsNeeds) {
    this.#needs = needs;
  }

  /** Newest first. */
  async listRuns(ask: { skillName?: string; limit: number }): Promise<EvalRunSummary[]> {
    const rows = await selectEvalRuns(this.#needs.db, { ...ask, limit: Math.min(ask.limit, MAX_RUNS) });
    return rows.map(toRunSummary);
  }

  /** One statement. Its `revision` says whether there is anything new to ask for. */
  async findSummary(evalRunId: string): Promise<EvalRunSummary | undefined> {
    if (!isUuid(evalRunId)) return undefined;
    const [row] = await selectEvalRuns(this.#needs.db, { id: evalRunId, limit: 1 });
    return row && toRunSummary(row);
  }

  /** Without `evidence`, checks come with empty texts (`holds`, `evidence`): a page may ask that each second. */
  async findRun(evalRunId: string, ask: { evidence: boolean }): Promise<EvalRunResults | undefined> {
    // The run first: trials are then as new as its revision or newer, and whoever asks again misses none.
    const run = await this.findSummary(evalRunId);
    if (!run) return undefined;
    const rows = await selectEvalTrials(this.#needs.db, evalRunId, ask.evidence ? 'texts' : 'statuses');
    return { run, trials: rows.map(toTrial) };
  }

  async findTrial(trialId: string): Promise<TrialDetail | undefined> {
    if (!isUuid(trialId)) return undefined;
    const { db, skills } = this.#needs;
    const row = await selectEvalTrial(db, trialId);
    if (!row) return undefined;
    const { skillName, skillVersion, skillHash } = row;
    const production = await skills.findLabel(skillName, 'production');
    const isOther = production !== undefined && production.hash !== skillHash;
    const before = isOther ? await selectGradedTrial(db, { ...row, skillHash: production.hash }) : undefined;
    return {
      ...toTrialOutcome(row),
      skillName,
      skillVersion,
      before: before ? toTrialOutcome(before) : null,
    };
  }

  /**
   * The newest graded trial of each scenario, condition, model and repeat. Without the skill a version makes no difference,
   * so there those of other versions count as well. Scenarios that are no more are left out; checks come with empty texts.
   */
  async resultsOf(skillName: string, hash: string): Promise<Trial[]> {
    const scenarios = await this.#needs.listScenarios(skillName);
    const ids = new Set(scenarios.map(({ id }) => id));
    const rows = await selectVersionTrials(this.#needs.db, { skillName, skillHash: hash }, 'statuses');
    return rows.map(toTrial).filter(({ scenarioId }) => ids.has(scenarioId));
  }

  /** Of the results of a version. @throws AppError not-found, where there is no such version */
  ledger(_skillName: string, _hash: string): Promise<{ rules: LedgerRule[]; suggestions: Suggestion[] }> {
    return this.#pending('find');
  }

  /** May this version go into production? */
  gate(_skillName: string, _hash: string): Promise<GateVerdict> {
    return this.#pending('find');
  }

  /** Oldest version first. */
  trends(_skillName: string): Promise<TrendPoint[]> {
    return this.#pending('find');
  }

  #pending(verb: string): never {
    throw new Error(`cannot ${verb} results: not built yet (${Object.keys(this.#needs).join()})`);
  }
}
