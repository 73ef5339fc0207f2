/** US dollars per million tokens. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
  /** For input that the provider had in its cache; absent: as any input. */
  readonly cachedInput?: number | undefined;
  /** For every token of a call whose input has more than `above` tokens. */
  readonly long?: {
    readonly above: number;
    readonly input: number;
    readonly output: number;
    readonly cachedInput: number;
  };
}

const longGpt = (input: number, output: number, cachedInput: number) => ({
  long: { above: 272_000, input: input * 2, output: output * 1.5, cachedInput: cachedInput * 2 },
});

/**
 * Public list prices, November 2026, standard tier. The first row that matches `provider:model` holds. A model that is
 * missing costs an unknown amount: its tokens are shown and count, dollars do not. `HOLDFAST_MODEL_PRICES` corrects it.
 */
const table: readonly [RegExp, ModelPrice][] = [
  [/^anthropic:claude-opus-5-5/, { input: 4, output: 20, cachedInput: 0.2 }],
  [/^anthropic:claude-sonnet-5-5/, { input: 2, output: 10, cachedInput: 0.1 }],
  [
    /^anthropic:claude-haiku-5-5/,
    {
      input: 0.1,
      output: 0.5,
      cachedInput: 0.01,
      long: { above: 100_000, input: 0.5, output: 2.5, cachedInput: 0.05 },
    },
  ],
  [/^anthropic:claude-opus-(?:4-[5-8]|5)(?!\d)/, { input: 5, output: 25, cachedInput: 0.5 }],
  [/^anthropic:claude-opus-4(?!\d)/, { input: 15, output: 75, cachedInput: 1.5 }],
  [/^anthropic:claude-sonnet-5(?!\d)/, { input: 2, output: 10, cachedInput: 0.2 }],
  [/^anthropic:claude-sonnet-4(?!\d)/, { input: 3, output: 15, cachedInput: 0.3 }],
  [/^anthropic:claude-haiku-4-5/, { input: 1, output: 5, cachedInput: 0.1 }],
  [/^openai:gpt-6-astra/, { input: 10, output: 50, cachedInput: 1, ...longGpt(10, 50, 1) }],
  [/^openai:gpt-6\.1-sol/, { input: 2, output: 10, cachedInput: 0.1, ...longGpt(2, 10, 0.1) }],
  [/^openai:gpt-6\.1-terra/, { input: 1, output: 5, cachedInput: 0.05, ...longGpt(1, 5, 0.05) }],
  [/^openai:gpt-6-luna/, { input: 0.1, output: 0.5, cachedInput: 0.01, ...longGpt(0.1, 0.5, 0.01) }],
  [/^openai:gpt-5-mini/, { input: 0.25, output: 2, cachedInput: 0.025 }],
  [/^openai:gpt-5-nano/, { input: 0.05, output: 0.4, cachedInput: 0.005 }],
  [/^openai:gpt-5(?:-20\d{2}|$)/, { input: 1.25, output: 10, cachedInput: 0.125 }],
  [/^openai:gpt-4\.1(?:-20\d{2}|$)/, { input: 2, output: 8, cachedInput: 0.5 }],
  [/^openai:gpt-4o(?:-20\d{2}|$)/, { input: 2.5, output: 10, cachedInput: 1.25 }],
  // What they cost after their introductory offers: half of it until 1 December 2026, and 1 January 2027.
  [/^google:gemini-4-argon/, { input: 4, output: 20, cachedInput: 0.2 }],
  [/^google:gemini-3\.8-flash$/, { input: 1.5, output: 7.5, cachedInput: 0.15 }],
];

/** By `provider:model`; undefined where nobody knows. */
export function findPrice(
  id: string,
  overrides: Readonly<Record<string, ModelPrice>> = {},
): ModelPrice | undefined {
  return Object.hasOwn(overrides, id) ? overrides[id] : table.find(([pattern]) => pattern.test(id))?.[1];
}
