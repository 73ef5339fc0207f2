import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogle } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import {
  customProvider,
  defaultSettingsMiddleware,
  wrapLanguageModel,
  type createProviderRegistry,
} from 'ai';
import { AppError } from '#lib/protocol/error.ts';
import { boundedFetch } from './bounded-fetch.ts';
import type { ModelConfig } from './model-config.ts';

/** What AI SDK's registry takes. */
type Provider = Parameters<typeof createProviderRegistry>[0][string];

/** One provider for each that is set up, by the prefix of its model ids. */
export function createProviders({
  openai,
  anthropic,
  google,
  compatible,
  demo,
}: ModelConfig): Record<string, Provider> {
  const fetch = boundedFetch;
  const providers: Record<string, Provider> = {
    ...(openai && { openai: createOpenAI({ ...toSettings(openai), fetch }) }),
    ...(anthropic && { anthropic: createAnthropic({ ...toSettings(anthropic), fetch }) }),
    ...(google && { google: createGoogle({ ...toSettings(google), fetch }) }),
    ...(demo && { demo: createDemoProvider(`${demo.baseURL}/v1`) }),
  };
  if (!compatible) return providers;
  const { name, baseURL, apiKey } = compatible;
  if (Object.hasOwn(providers, name) || !/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new AppError(
      'invalid-input',
      `cannot name provider "${name}": taken, or not lower-case letters, digits, dashes`,
    );
  }
  const settings = { name, baseURL, includeUsage: true, fetch, ...(apiKey === undefined ? {} : { apiKey }) };
  return { ...providers, [name]: createOpenAICompatible(settings) };
}

const toSettings = ({ apiKey, baseURL }: { apiKey: string; baseURL?: string }) =>
  baseURL === undefined ? { apiKey } : { apiKey, baseURL };

/** Through the packages of the providers it imitates, so that their code is what is used with no key. */
function createDemoProvider(baseURL: string): Provider {
  const options = { baseURL, apiKey: 'demo', fetch: boundedFetch };
  const coral = createAnthropic(options).languageModel('demo-coral');
  return customProvider({
    languageModels: {
      kelp: createOpenAI(options).responses('demo-kelp'),
      // The package limits answers of models it does not know to 4,096 tokens.
      coral: wrapLanguageModel({
        model: coral,
        middleware: defaultSettingsMiddleware({ settings: { maxOutputTokens: 1_000_000 } }),
      }),
    },
  });
}
