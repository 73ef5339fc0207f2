import type { EvalEstimate } from '#lib/evals/model/eval-estimate.ts';
import type { EvalSpec } from '#lib/evals/model/eval-spec.ts';
import { isSimulated } from '#lib/evals/model/is-simulated.ts';
import { nameModel } from '#lib/evals/read/report/eval-report.ts';
import type { TriedVersion } from './run-version.ts';

/** What it would take, before anything is started. */
export function tellPrice(
  spec: EvalSpec,
  version: TriedVersion,
  { trials, cached, costUsd, seconds }: EvalEstimate,
): string {
  const { skillName, scenarioIds, conditions, modelIds, repeats, maxCostUsd } = spec;
  const standing = version.labels.length > 0 ? `, in ${version.labels.join(' and ')}` : '';
  const factors = [
    toCount(scenarioIds.length, 'scenario'),
    toCount(conditions.length, 'condition'),
    toCount(modelIds.length, 'model'),
    toCount(repeats, 'repeat'),
  ];
  return [
    `${skillName} version ${version.number} (${version.hash.slice(0, 12)})${standing}`,
    `${factors.join(' x ')} = ${toCount(trials, 'trial')}, ${cached} of them known from earlier runs`,
    modelIds.map(nameModel).join(', '),
    `Price: ${tellDollars(spec, costUsd)}${maxCostUsd === null ? '' : `, stopped at $${maxCostUsd}`}; ${tellTime(seconds)}`,
  ].join('\n');
}

function tellDollars({ modelIds }: EvalSpec, costUsd: number | null): string {
  if (modelIds.every(isSimulated)) return 'nothing, as simulated models are free';
  if (costUsd === null)
    return 'unknown, as the price of a model is not known (HOLDFAST_MODEL_PRICES tells it)';
  return `about $${costUsd.toFixed(2)}`;
}

function tellTime(seconds: number): string {
  if (seconds === 0) return 'no time';
  return seconds < 90 ? `about ${seconds} s` : `about ${Math.ceil(seconds / 60)} min`;
}

const toCount = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Whether somebody has to agree first: it may cost money, and nothing bounds it. */
export const needsAgreement = (spec: EvalSpec, { trials, cached }: EvalEstimate): boolean =>
  spec.maxCostUsd === null && trials > cached && !spec.modelIds.every(isSimulated);
