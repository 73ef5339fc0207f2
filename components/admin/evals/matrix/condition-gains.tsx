import type { ConditionComparison } from '#lib/evals/model/matrix.ts';
import { conditionWords } from '../condition-words.ts';
import { ModelName } from '../model-name.tsx';
import { formatShare } from '../share-words.ts';
import { ComparisonVerdict } from './comparison-verdict.tsx';

/** What the tools change, and what the skill beyond them, model by model. */
export function ConditionGains({ comparisons }: { comparisons: readonly ConditionComparison[] }) {
  if (comparisons.length === 0) return null;
  return (
    <section aria-labelledby="gains" className="mt-8">
      <h2 id="gains" className="font-semibold">
        What tools and skill change
      </h2>
      <p className="mt-0.5 text-sm text-ink-soft">
        Scenario by scenario, on the checks that both could have passed. An exact sign test of two sides.
      </p>
      <ul className="mt-3 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {comparisons.map((comparison) => {
          const { modelId, from, to, before, after } = comparison;
          return (
            <li
              key={`${modelId} ${from} ${to}`}
              className="rounded-md border border-line bg-raised p-3 text-sm"
            >
              <p className="font-medium">
                {conditionWords[from].name} → {conditionWords[to].name}
              </p>
              <p className="text-xs text-ink-soft">
                <ModelName modelId={modelId} />
              </p>
              <p className="mt-2 mb-1.5 text-lg font-semibold tabular-nums">
                {formatShare(before)} → {formatShare(after)}
              </p>
              <ComparisonVerdict comparison={comparison} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
