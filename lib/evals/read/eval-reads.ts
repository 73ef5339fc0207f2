import { isUuid } from '#lib/base/ids.ts';
import type { Database } from '#lib/db/client.ts';
import {
  selectEvalRuns,
  selectEvalTrial,
  selectEvalTrials,
  selectGradedTrial,
  selectTrendTrials,
  selectVersionTrials,
} from '#lib/db/eval-result-rows.ts';
import type { EvalRunResults, EvalRunSummary, Trial } from '#lib/evals/model/eval-run.ts';
import type { GateVerdict } from '#lib/evals/model/gate.ts';
import type { LedgerRule, Suggestion } from '#lib/evals/model/rule-ledger.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import type { TrendPoint } from '#lib/evals/model/trend.ts';
import type { TrialDetail } from '#lib/evals/model/trial-detail.ts';
import type { SkillVersionRow } from '#lib/db/skill-rows.ts';
import { AppError } from '#lib/protocol/error.ts';
import { parseSkill } from '#lib/skills/format/parse-skill.ts';
import type { SkillFiles, SkillRule } from '#lib/skills/format/skill-files.ts';
import type { SkillStore } from '#lib/skills/versions/skill-store.ts';
import { toRunSummary, toTrial, toTrialOutcome } from './from-rows.ts';
import { decideGate } from './gate/decide-gate.ts';
import { findGateRun } from './gate/find-gate-run.ts';
import { suggest } from './rules/suggest.ts';
import { toLedger } from './rules/to-ledger.ts';
import { toTrends } from './trends/to-trends.ts';

const MAX_RUNS = 500;
const MAX_TREND_VERSIONS = 30;

export interface EvalReadsNeeds {
  readonly db: Database;
  readonly skills: SkillStore;
  readonly listScenarios: (skillName: string) => Promise<readonly ScenarioSummary[]>;
  /** US dollars that an answer with the skill may cost on average, to pass the gate. */
  readonly maxMeanCostUsd: number;
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
  async ledger(skillName: string, hash: string): Promise<{ rules: LedgerRule[]; suggestions: Suggestion[] }> {
    const { version, production } = await this.#loadVersions(skillName, hash);
    const scenarios = await this.#needs.listScenarios(skillName);
    const trials = await this.resultsOf(skillName, version.hash);
    const productionRules = listRules(production?.files);
    const rules = toLedger({ rules: listRules(version.files), trials, scenarios, productionRules });
    const productionFiles = production?.files;
    const suggestions = suggest({ ledger: rules, trials, scenarios, files: version.files, productionFiles });
    return { rules, suggestions };
  }

  /** May this version go into production? @throws AppError not-found, where there is no such version */
  async gate(skillName: string, hash: string): Promise<GateVerdict> {
    const { db, listScenarios, maxMeanCostUsd } = this.#needs;
    const { version, production } = await this.#loadVersions(skillName, hash);
    const scenarios = await listScenarios(skillName);
    const rows = await selectEvalRuns(db, { skillName, skillHash: version.hash, limit: MAX_RUNS });
    const ids = scenarios.map(({ id }) => id);
    const found = findGateRun(rows.map(toRunSummary), ids);
    if (found.status === 'none') {
      return { status: 'closed', evalRunId: found.evalRunId, reasons: [found.reason], notes: [] };
    }
    const trials = await selectEvalTrials(db, found.run.id, 'statuses');
    const isSame = production?.hash === version.hash;
    const musts = [version, production].flatMap((one) => listRules(one?.files)).filter(isMust);
    return decideGate({
      run: found.run,
      trials: trials.map(toTrial),
      scenarios,
      production: isSame ? 'same' : production && (await this.resultsOf(skillName, production.hash)),
      mustRuleIds: new Set(musts.map(({ id }) => id)),
      maxMeanCostUsd,
    });
  }

  /** Of the newest versions that were tried, oldest first; each by its own eval runs. */
  async trends(skillName: string): Promise<TrendPoint[]> {
    const rows = await selectTrendTrials(this.#needs.db, skillName, MAX_TREND_VERSIONS);
    const versions = [...Map.groupBy(rows, ({ skillHash }) => skillHash)];
    return toTrends(
      versions.map(([skillHash, own]) => ({
        skillHash,
        skillVersion: own[0]?.skillVersion ?? 0,
        trials: own.map(toTrial),
      })),
    );
  }

  async #loadVersions(
    skillName: string,
    hash: string,
  ): Promise<{ version: SkillVersionRow; production: SkillVersionRow | undefined }> {
    const { skills } = this.#needs;
    const [version, label] = await Promise.all([
      skills.findVersion(skillName, hash),
      skills.findLabel(skillName, 'production'),
    ]);
    if (!version) throw new AppError('not-found', `cannot read results: ${skillName} has no version ${hash}`);
    const production = label && (await skills.findVersion(skillName, label.hash));
    return { version, production };
  }
}

const listRules = (files: SkillFiles | undefined): readonly SkillRule[] =>
  (files && parseSkill(files).skill?.rules) ?? [];

const isMust = ({ level }: SkillRule): boolean => level === 'must';
