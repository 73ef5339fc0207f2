import Link from 'next/link';
import { formatCount } from '#components/usage/usage-words.ts';
import { conditionWords } from '../condition-words.ts';
import { toTrialPath } from '../eval-paths.ts';
import { ModelName } from '../model-name.tsx';
import type { BrokenTrial } from './eval-run-reply.ts';

export interface BrokenTrialsProps {
  evalRunId: string;
  broken: readonly BrokenTrial[];
}

/** Our failures, apart from the models'. */
export function BrokenTrials({ evalRunId, broken }: BrokenTrialsProps) {
  if (broken.length === 0) return null;
  return (
    <section aria-labelledby="broken" className="mt-8">
      <h2 id="broken" className="font-semibold">
        {formatCount(broken.length, 'trial')} broke for our reasons
      </h2>
      <p className="mt-0.5 text-sm text-ink-soft">
        They say nothing about a model, were tried again, and count neither way.
      </p>
      <ul className="mt-3 divide-y divide-line rounded-md border border-line text-sm">
        {broken.map(({ id, scenarioId, condition, modelId, repeat, attempt, fault }) => (
          <li key={id} className="px-3 py-2">
            <Link
              href={toTrialPath(evalRunId, id)}
              prefetch={false}
              className="text-link inline-block pointer-coarse:py-2.5"
            >
              {scenarioId} · {conditionWords[condition].name} · {repeat}
            </Link>{' '}
            <ModelName modelId={modelId} />
            <p className="text-xs text-ink-soft [overflow-wrap:anywhere]">
              {fault ?? 'No reason is known'} ({formatCount(attempt, 'attempt')})
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
