import type { BrokenTrial, EvalRunReply } from '#components/admin/evals/run/eval-run-reply.ts';
import { isUuid } from '#lib/base/ids.ts';
import type { SkillVersionRow } from '#lib/db/skill-rows.ts';
import type { EvalRunSummary, Trial } from '#lib/evals/model/eval-run.ts';
import type { Matrix, MatrixAxis } from '#lib/evals/model/matrix.ts';
import { toMatrix } from '#lib/evals/read/matrix/to-matrix.ts';
import { requireEvals } from '#lib/evals/read/shared-evals.ts';
import { parseSkill } from '#lib/skills/format/parse-skill.ts';
import type { SkillFiles } from '#lib/skills/format/skill-files.ts';
import { requireSkills } from '#lib/skills/shared-skills.ts';

/** One statement: whether there is anything new to load. */
export async function findEvalRunSummary(evalRunId: string): Promise<EvalRunSummary | undefined> {
  return isUuid(evalRunId) ? requireEvals().reads.findSummary(evalRunId) : undefined;
}

/** An eval run as its page shows it, beside the results of what is in production now. */
export async function loadEvalRun(evalRunId: string, axis: MatrixAxis): Promise<EvalRunReply | undefined> {
  if (!isUuid(evalRunId)) return undefined;
  const { reads, listScenarios } = requireEvals();
  const results = await reads.findRun(evalRunId, { evidence: false });
  if (!results) return undefined;
  const { run, trials } = results;
  const { skillName, skillHash } = run.spec;
  const [scenarios, production, tested] = await Promise.all([
    listScenarios(skillName),
    findProduction(skillName),
    requireSkills().store.findVersion(skillName, skillHash),
  ]);
  const isProduction = production?.hash === skillHash;
  const others = production && !isProduction ? await reads.resultsOf(skillName, production.hash) : [];
  // Without the skill a version makes no difference: these trials would be held against themselves.
  const before = others.filter(({ condition }) => condition === 'mcp+skill');
  return {
    run,
    matrix: titleRules(toMatrix(trials, { axis, before, scenarios }), tested?.files, production?.files),
    broken: trials.filter(({ status }) => status === 'infra-failed').map(toBroken),
    production: before.length > 0 ? (production?.number ?? null) : null,
    isProduction,
  };
}

async function findProduction(skillName: string): Promise<SkillVersionRow | undefined> {
  const { store } = requireSkills();
  const label = await store.findLabel(skillName, 'production');
  return label && store.findVersion(skillName, label.hash);
}

/** Rows of rules are told by what the tested version says of them, or, where it lost one, that in production. */
function titleRules(matrix: Matrix, tested: SkillFiles | undefined, production: SkillFiles = {}): Matrix {
  if (matrix.axis !== 'rule' || !tested) return matrix;
  const rules = [production, tested].flatMap((files) => parseSkill(files).skill?.rules ?? []);
  const texts = new Map(rules.map(({ id, text }) => [id, text]));
  return { ...matrix, rows: matrix.rows.map((row) => ({ ...row, title: texts.get(row.id) ?? null })) };
}

function toBroken(trial: Trial): BrokenTrial {
  const { id, scenarioId, condition, modelId, repeat, attempt, fault } = trial;
  return { id, scenarioId, condition, modelId, repeat, attempt, fault };
}
