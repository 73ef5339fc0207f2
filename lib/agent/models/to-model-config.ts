import type { ModelSettings } from '#lib/config/env.ts';
import type { ModelConfig } from './model-config.ts';

export function hasProvider(settings: ModelSettings): boolean {
  const { openaiApiKey, anthropicApiKey, googleApiKey, compatibleBaseUrl } = settings;
  return [openaiApiKey, anthropicApiKey, googleApiKey, compatibleBaseUrl].some(
    (value) => value !== undefined,
  );
}

/** The providers that the environment sets up; with none of them, the demo model at `demoUrl`. */
export function toModelConfig(settings: ModelSettings, demoUrl: string | undefined): ModelConfig {
  const { openaiApiKey, openaiBaseUrl, anthropicApiKey, anthropicBaseUrl, googleApiKey } = settings;
  const { compatibleBaseUrl, compatibleApiKey, compatibleName, defaultModel, modelPrices } = settings;
  return {
    ...(openaiApiKey ? { openai: { apiKey: openaiApiKey, ...optional('baseURL', openaiBaseUrl) } } : {}),
    ...(anthropicApiKey
      ? { anthropic: { apiKey: anthropicApiKey, ...optional('baseURL', anthropicBaseUrl) } }
      : {}),
    ...(googleApiKey ? { google: { apiKey: googleApiKey } } : {}),
    ...(compatibleBaseUrl
      ? {
          compatible: {
            name: compatibleName,
            baseURL: compatibleBaseUrl,
            ...optional('apiKey', compatibleApiKey),
          },
        }
      : {}),
    ...(demoUrl ? { demo: { baseURL: demoUrl } } : {}),
    ...optional('defaultModel', defaultModel),
    ...(modelPrices ? { prices: modelPrices } : {}),
  };
}

function optional<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  // Cast: a computed key widens to string; it is K.
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };
}
