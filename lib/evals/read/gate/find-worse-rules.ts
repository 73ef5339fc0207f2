import type { CheckResult, Trial } from '#lib/evals/model/eval-run.ts';
import { toMean } from '#lib/evals/statistics/mean.ts';
import { toPassHatK } from '#lib/evals/statistics/pass-hat-k.ts';

export interface WorseRule {
  readonly ruleId: string;
  readonly modelId: string;
  /** How many tries in a row; as many as each scenario had on both sides. */
  readonly k: number;
  /** pass^k, on average over the scenarios that both sides tried. */
  readonly before: number;
  readonly after: number;
}

/** Must rules that hold less reliably than before, model by model, by the must checks that both sides were asked. */
export function findWorseRules(
  before: readonly Trial[],
  after: readonly Trial[],
  mustRuleIds: Iterable<string>,
): WorseRule[] {
  const modelIds = [...new Set(after.map(({ modelId }) => modelId))];
  return [...mustRuleIds].toSorted().flatMap((ruleId) =>
    modelIds.flatMap((modelId) => {
      const own = (trials: readonly Trial[]): Trial[] => trials.filter((trial) => trial.modelId === modelId);
      const found = compareRule(own(before), own(after), ruleId);
      // The last digit of a mean is no loss.
      return found && found.after < found.before - 1e-9 ? [{ ruleId, modelId, ...found }] : [];
    }),
  );
}

type Counts = readonly [passes: number, trials: number];

function compareRule(
  before: readonly Trial[],
  after: readonly Trial[],
  ruleId: string,
): { k: number; before: number; after: number } | undefined {
  const others = Map.groupBy(before, ({ scenarioId }) => scenarioId);
  const cells = [...Map.groupBy(after, ({ scenarioId }) => scenarioId)].flatMap(([scenarioId, trials]) => {
    const other = others.get(scenarioId) ?? [];
    const [asked, here] = [toCheckIds(other, ruleId), toCheckIds(trials, ruleId)];
    const shared = new Set([...asked].filter((checkId) => here.has(checkId)));
    if (shared.size === 0) return [];
    return [{ one: countPasses(other, shared), two: countPasses(trials, shared) }];
  });
  const k = Math.min(...cells.flatMap(({ one, two }) => [one[1], two[1]]));
  const toReliability = (counts: readonly Counts[]): number =>
    toMean(counts.map(([passes, trials]) => toPassHatK(passes, trials, k) ?? 0)) ?? 0;
  if (cells.length === 0) return undefined;
  return {
    k,
    before: toReliability(cells.map(({ one }) => one)),
    after: toReliability(cells.map(({ two }) => two)),
  };
}

const isMust = ({ level, status }: CheckResult): boolean => level === 'must' && status !== 'not-applicable';

const toCheckIds = (trials: readonly Trial[], ruleId: string): Set<string> =>
  new Set(
    trials.flatMap(({ checks }) =>
      checks.filter((check) => isMust(check) && check.rules.includes(ruleId)).map(({ checkId }) => checkId),
    ),
  );

function countPasses(trials: readonly Trial[], shared: ReadonlySet<string>): Counts {
  const asked = trials
    .map(({ checks }) => checks.filter((check) => isMust(check) && shared.has(check.checkId)))
    .filter((checks) => checks.length > 0);
  return [asked.filter((checks) => checks.every(({ status }) => status === 'pass')).length, asked.length];
}
