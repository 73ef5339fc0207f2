import type { ModelChoice } from '#lib/protocol/model-choice.ts';

/** Without what a label says in brackets, where a badge says it. */
export function toShortLabel({ label }: Pick<ModelChoice, 'label'>): string {
  return label.replace(/ \(.*\)$/, '');
}

const providers: Record<string, string> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  google: 'Google',
  demo: 'Demo',
};

/** Whose model it is: the provider in its id. */
export function toProviderName(id: string): string {
  const name = id.slice(0, Math.max(0, id.indexOf(':')));
  return providers[name] ?? name;
}

/** What a model can do and what it costs, in one line. */
export function toModelFacts({ reasoning, contextWindow, price }: ModelChoice): string {
  const facts = [
    ...(reasoning ? ['thinks first'] : []),
    `reads ${toWindow(contextWindow)} tokens`,
    ...(price ? [toPrice(price)] : []),
  ];
  return facts.join(' · ');
}

function toWindow(tokens: number): string {
  if (tokens < 1_000_000) return `${Math.round(tokens / 1_000)}k`;
  return `${Number((tokens / 1_000_000).toFixed(1))}M`;
}

/** Per million tokens. */
function toPrice({ input, output }: NonNullable<ModelChoice['price']>): string {
  return input === 0 && output === 0 ? 'free' : `$${input} in, $${output} out per 1M`;
}
