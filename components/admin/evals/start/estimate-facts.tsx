import type { EvalEstimate } from '#lib/evals/model/eval-estimate.ts';
import { toModelName } from '#components/message/model-words.ts';
import { formatCount } from '#components/usage/usage-words.ts';
import { toEstimateCost, toEstimateTime } from './estimate-words.ts';

/** What a start would take. Nothing has begun. */
export function EstimateFacts({ estimate }: { estimate: EvalEstimate }) {
  const { trials, cached, simulated } = estimate;
  const facts = [
    ['Trials', trials.toLocaleString('en')],
    ['From the cache', cached.toLocaleString('en')],
    ['Expected cost', toEstimateCost(estimate)],
    ['Takes about', toEstimateTime(estimate)],
  ];
  return (
    <div role="status" className="rounded-md bg-kelp-wash p-4 text-sm">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-xs text-ink-soft">{name}</dt>
            <dd className="font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {simulated.length > 0 && (
        <p className="mt-2 text-xs text-ink-soft">
          {formatCount(simulated.length, 'model')} simulated ({simulated.map(toModelName).join(', ')}): what
          they do proves the machinery and nothing about models.
        </p>
      )}
    </div>
  );
}
