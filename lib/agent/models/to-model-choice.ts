import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import type { ModelInfo } from './registry.ts';

/** What a page is told of a model. */
export function toModelChoice({
  id,
  label,
  simulated,
  reasoning,
  contextWindow,
  price,
}: ModelInfo): ModelChoice {
  const choice = { id, label, simulated, reasoning, contextWindow };
  return price ? { ...choice, price: { input: price.input, output: price.output } } : choice;
}
