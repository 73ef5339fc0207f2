import type { SkipRate } from '#lib/evals/model/rule-ledger.ts';
import { toModelName } from '#components/message/model-words.ts';
import { toSkipSentence, toSkipShare } from './skip-words.ts';

/** How often a rule was skipped by one model: as a bar, and in figures. Nothing skipped is an empty bar. */
export function RateBar({ rate }: { rate: SkipRate }) {
  const share = toSkipShare(rate);
  return (
    <div className="flex items-center gap-2 text-xs" title={`${rate.modelId}: ${toSkipSentence(rate)}`}>
      <span className="w-14 shrink-0 truncate text-ink-soft">{toModelName(rate.modelId)}</span>
      <span aria-hidden className="h-2 w-16 shrink-0 overflow-hidden rounded-full bg-hover">
        {share !== undefined && share > 0 && (
          <span className="block h-full min-w-1 rounded-full bg-coral" style={{ width: `${share * 100}%` }} />
        )}
      </span>
      <span className={share ? 'font-medium text-coral tabular-nums' : 'text-ink-soft tabular-nums'}>
        <span aria-hidden>{share === undefined ? '–' : `${rate.skipped}/${rate.applicable}`}</span>
        <span className="sr-only">{toSkipSentence(rate)}</span>
      </span>
    </div>
  );
}
