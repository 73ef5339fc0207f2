import type { Trial } from '#lib/evals/model/eval-run.ts';
import { isSimulated } from '#lib/evals/model/is-simulated.ts';
import type { LedgerRule, Suggestion } from '#lib/evals/model/rule-ledger.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import { deleteRule, moveRule, restoreRule } from '#lib/skills/format/edit/edit-rules.ts';
import { MAIN_FILE, type SkillFiles } from '#lib/skills/format/skill-files.ts';
import { findNeedless } from './find-needless.ts';
import { tellCounts } from './tell-counts.ts';
import { hasRead, listRuleTrials } from './to-ledger.ts';

export interface SuggestNeeds {
  readonly ledger: readonly LedgerRule[];
  readonly trials: readonly Trial[];
  readonly scenarios: readonly ScenarioSummary[];
  /** Of the version that the ledger is about. */
  readonly files: SkillFiles;
  /** Of the version in production, if that is another one. */
  readonly productionFiles?: SkillFiles | undefined;
}

/** What came of a rule: why, who shows it, and the files as they would be. */
type Finding = Pick<Suggestion, 'kind' | 'message'> & {
  readonly evidence: readonly Trial[];
  readonly files?: SkillFiles | undefined;
};

const order: readonly Suggestion['kind'][] = ['restore', 'move', 'reword', 'delete'];

/** At most one for each rule, what costs most first. Nothing is suggested that no graded trial shows. */
export function suggest(needs: SuggestNeeds): Suggestion[] {
  const lost = needs.ledger.filter((rule) => isLost(rule, needs)).map(({ ruleId }) => ruleId);
  const others = needs.trials.map((trial) => withoutRules(trial, new Set(lost)));
  const found = needs.ledger.flatMap((rule) => {
    const trials = listRuleTrials(isLost(rule, needs) ? needs.trials : others, rule.ruleId);
    const finding = judge(rule, trials, needs);
    return finding ? [toSuggestion(rule, finding, needs)] : [];
  });
  return found.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

const isLost = ({ isMissing, text }: LedgerRule, { productionFiles }: SuggestNeeds): boolean =>
  isMissing && text !== '' && productionFiles !== undefined;

/** A check that names a lost rule too speaks for that one: whether the other was skipped as well, it can't tell. */
const withoutRules = (trial: Trial, lost: ReadonlySet<string>): Trial => ({
  ...trial,
  checks: trial.checks.filter(({ rules }) => !rules.some((ruleId) => lost.has(ruleId))),
});

function judge(rule: LedgerRule, trials: readonly Trial[], needs: SuggestNeeds): Finding | undefined {
  const withSkill = trials.filter(({ condition }) => condition === 'mcp+skill');
  if (rule.isMissing) return judgeMissing(rule, withSkill, needs);
  if (withSkill.some(isSkipped)) return judgeSkipped(rule, withSkill, needs);
  const needless = findNeedless(rule, trials, needs);
  return needless && { ...needless, kind: 'delete', files: deleteRule(needs.files, rule.ruleId) };
}

function judgeMissing(
  rule: LedgerRule,
  withSkill: readonly Trial[],
  needs: SuggestNeeds,
): Finding | undefined {
  const { ruleId } = rule;
  if (!isLost(rule, needs) || !withSkill.some(isSkipped)) return undefined;
  return {
    kind: 'restore',
    message: `Put ${ruleId} back: this version does not say it, and it was skipped in ${tellCounts(withSkill, isSkipped)} with the skill.`,
    evidence: withSkill.filter(isSkipped),
    files: restoreRule(needs.files, needs.productionFiles ?? {}, ruleId),
  };
}

/** Who has not read a rule can't be told it in better words: it moves first. */
function judgeSkipped(
  { ruleId, path }: LedgerRule,
  withSkill: readonly Trial[],
  { files }: SuggestNeeds,
): Finding | undefined {
  const counts = tellCounts(withSkill, isSkipped);
  const unread = withSkill.filter((trial) => isSkipped(trial) && !hasRead(trial, path));
  if (path !== MAIN_FILE && unread.length > 0) {
    const skipped = withSkill.filter(isSkipped).length;
    return {
      kind: 'move',
      message: `Move ${ruleId} into ${MAIN_FILE}: it was skipped in ${counts} with the skill, and ${path} was not read in ${unread.length} of these ${skipped}.`,
      evidence: unread,
      files: moveRule(files, ruleId),
    };
  }
  const where = path === MAIN_FILE ? `it stands in ${MAIN_FILE}` : `${path} was read`;
  return {
    kind: 'reword',
    message: `Reword ${ruleId}: ${where}, and it was still skipped in ${counts} with the skill.`,
    evidence: withSkill.filter(isSkipped),
  };
}

const isSkipped = ({ passed, total }: Trial): boolean => passed < total;

function toSuggestion({ ruleId }: LedgerRule, finding: Finding, needs: SuggestNeeds): Suggestion {
  const { kind, message, evidence, files } = finding;
  const simulated = evidence.every(({ modelId }) => isSimulated(modelId));
  const scenarios = needs.scenarios.filter(({ checks }) =>
    checks.some(({ rules }) => rules.includes(ruleId)),
  );
  const notes = [
    ...(kind !== 'reword' && files === undefined
      ? ['It has to be done by hand: the files would be refused.']
      : []),
    ...(simulated ? ['Simulated models alone show it.'] : []),
  ];
  return {
    id: `${kind}:${ruleId}`,
    kind,
    ruleId,
    message: [message, ...notes].join(' '),
    trialIds: evidence.map(({ id }) => id),
    scenarioIds: scenarios.map(({ id }) => id),
    simulated,
    ...(files ? { files } : {}),
  };
}
