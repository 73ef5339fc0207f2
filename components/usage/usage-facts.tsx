import type { Usage } from '#lib/protocol/fields.ts';
import { formatCost } from './usage-words.ts';

const tokens = (count: number | undefined) => count?.toLocaleString('en') ?? 'unknown';

/** What was used, line by line. What nobody said is told as unknown, not as nothing. */
export function UsageFacts({ usage }: { usage: Usage }) {
  const { inputTokens, cachedInputTokens, outputTokens, reasoningTokens, costUsd } = usage;
  return (
    <dl className="space-y-1 tabular-nums">
      <Fact name="Tokens in" value={tokens(inputTokens)} />
      {!!cachedInputTokens && <Fact name="from the cache" value={tokens(cachedInputTokens)} isPartOf />}
      <Fact name="Tokens out" value={tokens(outputTokens)} />
      {!!reasoningTokens && <Fact name="thinking" value={tokens(reasoningTokens)} isPartOf />}
      <Fact name="Cost" value={costUsd === undefined ? 'no price known' : formatCost(costUsd)} />
    </dl>
  );
}

export function Fact({ name, value, isPartOf }: { name: string; value: string; isPartOf?: boolean }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className={isPartOf ? 'pl-3 text-ink-soft' : 'text-ink-soft'}>{name}</dt>
      <dd className="min-w-0 text-right [overflow-wrap:anywhere]">{value}</dd>
    </div>
  );
}
