import type { JSONValue } from 'ai';

type ProviderOptions = Record<string, Record<string, JSONValue>>;

/**
 * What makes a model think aloud, and lets it have its thoughts back in later steps. Only for models whose
 * capabilities say `reasoning`: others refuse it. Where thinking is on, an answer can't be prefilled.
 */
const table: readonly [RegExp, ProviderOptions][] = [
  // Thoughts are bound to what came before them; a compaction changes that, and must not end the answer.
  [
    /^anthropic:claude-(?:opus|sonnet|haiku|fable|mythos)-5-\d/,
    {
      anthropic: {
        thinking: {
          type: 'adaptive',
          display: 'summarized',
          blockBinding: { prefixMismatchBehavior: 'drop_block' },
        },
      },
    },
  ],
  [
    /^anthropic:claude-\w+-(?:[5-9]|4-[6-9])\b/,
    { anthropic: { thinking: { type: 'adaptive', display: 'summarized' } } },
  ],
  // Not stored there, so the encrypted thoughts have to come along.
  [/^openai:/, { openai: { reasoningSummary: 'auto', include: ['reasoning.encrypted_content'] } }],
  [/^google:/, { google: { thinkingConfig: { includeThoughts: true } } }],
];

/** Undefined: the model thinks as it likes. `id` is `provider:model`. */
export function findReasoningOptions(id: string): ProviderOptions | undefined {
  return table.find(([pattern]) => pattern.test(id))?.[1];
}
