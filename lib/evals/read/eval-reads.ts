import type { Database } from '#lib/db/client.ts';
import type { EvalRunResults, EvalRunSummary, Trial } from '#lib/evals/model/eval-run.ts';
import type { GateVerdict } from '#lib/evals/model/gate.ts';
import type { LedgerRule, Suggestion } from '#lib/evals/model/rule-ledger.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import type { TrendPoint } from '#lib/evals/model/trend.ts';
import type { TrialDetail } from '#lib/evals/model/trial-detail.ts';
import type { SkillStore } from '#lib/skills/versions/skill-store.ts';

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
  listRuns(_ask: { skillName?: string; limit: number }): Promise<EvalRunSummary[]> {
    return this.#pending('list');
  }

  /** One statement. Its `revision` says whether there is anything new to ask for. */
  findSummary(_evalRunId: string): Promise<EvalRunSummary | undefined> {
    return this.#pending('find');
  }

  /** Without `evidence`, checks come with empty texts (`holds`, `evidence`): a page may ask that each second. */
  findRun(_evalRunId: string, _ask: { evidence: boolean }): Promise<EvalRunResults | undefined> {
    return this.#pending('find');
  }

  findTrial(_trialId: string): Promise<TrialDetail | undefined> {
    return this.#pending('find');
  }

  /**
   * The newest graded trial of each scenario, condition, model and repeat. Without the skill a version makes no difference,
   * so there those of other versions count as well. Checks come with empty texts.
   */
  resultsOf(_skillName: string, _hash: string): Promise<Trial[]> {
    return this.#pending('find');
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
