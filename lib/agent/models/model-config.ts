import type { ModelPrice } from './prices.ts';

/** The providers that are set up. None of them means the demo model alone, which then must be. */
export interface ModelConfig {
  openai?: ProviderConfig;
  anthropic?: ProviderConfig;
  google?: ProviderConfig;
  /** Anything that speaks OpenAI's chat API: Ollama, vLLM, a gateway. Its models are `<name>:<model>`. */
  compatible?: { name: string; baseURL: string; apiKey?: string; models?: readonly string[] };
  /** Address of the demo model server, without a path. */
  demo?: { baseURL: string };
  /** `provider:model`. Absent: the first of the list. */
  defaultModel?: string;
  /** By `provider:model`, in place of the known prices. */
  prices?: Readonly<Record<string, ModelPrice>>;
}

export interface ProviderConfig {
  apiKey: string;
  baseURL?: string;
  /** The models to offer, in place of the suggested ones. */
  models?: readonly string[];
}

/** Offered where the configuration names none. */
export const suggestedModels = {
  openai: ['gpt-6.1-terra', 'gpt-6.1-sol', 'gpt-6-luna', 'gpt-6-astra'],
  anthropic: ['claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-5-5'],
  google: ['gemini-4-argon', 'gemini-3.8-flash'],
  demo: ['coral', 'kelp'],
} as const;
