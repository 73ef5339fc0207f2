import { conditions } from '#lib/evals/model/eval-spec.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { chooseTwoFamilies, type StartChoice, type VersionChoice } from './start-choice.ts';

/** What the form begins with: all there is, of what is in production, unless an address asks for something else. */
export function toFirstChoice({
  versions,
  scenarios,
  models,
  wanted,
}: {
  versions: readonly VersionChoice[];
  scenarios: readonly Pick<ScenarioSummary, 'id'>[];
  models: readonly ModelChoice[];
  wanted: { readonly version: string | undefined; readonly scenarios: readonly string[] | undefined };
}): StartChoice {
  const all = scenarios.map(({ id }) => id);
  const some = all.filter((id) => wanted.scenarios?.includes(id));
  const isNamed = ({ hash, labels }: VersionChoice) =>
    wanted.version !== undefined && (hash.startsWith(wanted.version) || labels.includes(wanted.version));
  return {
    skillHash: (versions.find(isNamed) ?? versions[0])?.hash ?? '',
    scenarioIds: some.length > 0 ? some : all,
    conditions,
    modelIds: chooseTwoFamilies(models),
    repeats: '3',
    maxCost: '',
  };
}
