import { findPrice, type ModelPrice } from './prices.ts';

/** What a run has to know about a model before it calls it. */
export interface ModelCapabilities {
  family: string;
  /** For people. */
  label: string;
  /** Goes on from a trailing assistant message instead of refusing it or starting again. [R4] */
  prefill: boolean;
  /** May think aloud before it answers. */
  reasoning: boolean;
  /** Takes tools. */
  tools: boolean;
  /** Tokens. */
  contextWindow: number;
  /** Scripted, not an AI; said so wherever its name is shown. */
  simulated: boolean;
  /** Absent: unknown. */
  price?: ModelPrice;
}

/**
 * The first row whose pattern matches `provider:model` holds. Wrong in doubt on the safe side: a prefill that is not
 * supported is a refused request, so are a window that is too large and tools; the other way costs a little overlap,
 * history, or what a tool would have found. Prefill and thinking exclude each other at Anthropic: a row that says
 * `prefill` there has no `reasoning`.
 */
const table: readonly [RegExp, Partial<ModelCapabilities>][] = [
  [
    /^demo:coral$/,
    {
      family: 'demo',
      label: 'Coral (scripted demo)',
      prefill: true,
      reasoning: true,
      simulated: true,
      contextWindow: 200_000,
    },
  ],
  [
    /^demo:kelp$/,
    {
      family: 'demo',
      label: 'Kelp (scripted demo)',
      reasoning: true,
      simulated: true,
      contextWindow: 200_000,
    },
  ],
  // Anthropic takes prefill up to 4.5, and only without extended thinking; from 4.6 on it answers 400.
  [/^anthropic:claude-3/, { family: 'claude', prefill: true, contextWindow: 200_000 }],
  [
    /^anthropic:claude-(?:opus|sonnet|haiku)-4-(?:[015]\b|20\d{6})/,
    { family: 'claude', prefill: true, contextWindow: 200_000 },
  ],
  [
    /^anthropic:claude-opus-5-5/,
    { family: 'claude', label: 'Claude Opus 5.5', reasoning: true, contextWindow: 1_000_000 },
  ],
  [
    /^anthropic:claude-sonnet-5-5/,
    { family: 'claude', label: 'Claude Sonnet 5.5', reasoning: true, contextWindow: 1_000_000 },
  ],
  [
    /^anthropic:claude-haiku-5-5/,
    { family: 'claude', label: 'Claude Haiku 5.5', reasoning: true, contextWindow: 1_000_000 },
  ],
  [
    /^anthropic:claude-\w+-(?:[5-9]|4-[6-9])\b/,
    { family: 'claude', reasoning: true, contextWindow: 1_000_000 },
  ],
  [/^anthropic:claude-/, { family: 'claude', reasoning: true, contextWindow: 200_000 }],
  [/^openai:gpt-6-astra/, { family: 'gpt', label: 'GPT-6 Astra', reasoning: true, contextWindow: 1_050_000 }],
  [
    /^openai:gpt-6\.1-sol/,
    { family: 'gpt', label: 'GPT-6.1 Sol', reasoning: true, contextWindow: 1_050_000 },
  ],
  [
    /^openai:gpt-6\.1-terra/,
    { family: 'gpt', label: 'GPT-6.1 Terra', reasoning: true, contextWindow: 1_050_000 },
  ],
  [/^openai:gpt-6-luna/, { family: 'gpt', label: 'GPT-6 Luna', reasoning: true, contextWindow: 1_050_000 }],
  [/^openai:gpt-(?:5\.[4-9]|6)/, { family: 'gpt', reasoning: true, contextWindow: 1_050_000 }],
  [/^openai:gpt-5/, { family: 'gpt', reasoning: true, contextWindow: 400_000 }],
  [/^openai:gpt-4\.1/, { family: 'gpt', contextWindow: 1_000_000 }],
  [/^openai:gpt-4o/, { family: 'gpt', contextWindow: 128_000 }],
  [/^openai:o\d/, { family: 'gpt', reasoning: true, contextWindow: 200_000 }],
  [
    /^google:gemini-4-argon/,
    { family: 'gemini', label: 'Gemini 4 Argon', reasoning: true, contextWindow: 1_000_000 },
  ],
  [
    /^google:gemini-3\.8-flash$/,
    { family: 'gemini', label: 'Gemini 3.8 Flash', reasoning: true, contextWindow: 1_000_000 },
  ],
  [/^google:gemini-(?:2\.5|[3-9])/, { family: 'gemini', reasoning: true, contextWindow: 1_000_000 }],
];

/** Providers all of whose chat models take tools, and families that do wherever they are served. */
const takesTools =
  /^(?:openai|anthropic|google|demo):|\b(?:gpt-oss|qwen-?[23]|llama-?(?:3\.[1-9]|4)|mistral|devstral|deepseek|kimi|glm|minimax)/i;

/** Of any model, known or not. `id` is `provider:model`; `prices` come before the known ones. */
export function findCapabilities(
  id: string,
  prices?: Readonly<Record<string, ModelPrice>>,
): ModelCapabilities {
  const known = table.find(([pattern]) => pattern.test(id))?.[1];
  const price = findPrice(id, prices);
  return {
    family: id.slice(0, id.indexOf(':')),
    label: id.slice(id.indexOf(':') + 1),
    prefill: false,
    reasoning: false,
    tools: takesTools.test(id),
    contextWindow: 32_000,
    simulated: false,
    ...known,
    ...(price ? { price } : {}),
  };
}
