import { createProviderRegistry, defaultSettingsMiddleware, wrapLanguageModel, type LanguageModel } from 'ai';
import { AppError } from '#lib/protocol/error.ts';
import { findCapabilities, type ModelCapabilities } from './capabilities.ts';
import { suggestedModels, type ModelConfig } from './model-config.ts';
import { createProviders } from './providers.ts';
import { findReasoningOptions } from './reasoning-options.ts';

export interface ModelInfo extends ModelCapabilities {
  /** `provider:model`. */
  id: string;
}

export interface ModelRegistry {
  /** Where a message names no model. */
  readonly defaultModel: string;
  /** What people may choose from: nothing else is called, whatever a client asks for. */
  listModels(): readonly ModelInfo[];
  /** Throws AppError 'not-found' for a model that is not offered. */
  requireModel(id: string): { model: LanguageModel; capabilities: ModelCapabilities };
}

/**
 * The conversation is in our log, so providers need not store it. It also makes the package send earlier answers as
 * text rather than as references, which do not exist for an answer that was broken off.
 */
const keepNothing = defaultSettingsMiddleware({
  settings: { providerOptions: { openai: { store: false } } },
});

/** Throws AppError 'invalid-input' when the configuration offers no model, or a default of no provider. */
export function createModelRegistry(config: ModelConfig): ModelRegistry {
  const providers = createProviders(config);
  const registry = createProviderRegistry(providers, { languageModelMiddleware: keepNothing });
  const named = listNamedModels(config);
  const defaultModel = config.defaultModel ?? named[0];
  if (defaultModel === undefined)
    throw new AppError('invalid-input', 'cannot offer models: no provider names one');
  if (!Object.hasOwn(providers, defaultModel.slice(0, defaultModel.indexOf(':')))) {
    throw new AppError('invalid-input', `cannot offer model ${defaultModel}: its provider is not set up`);
  }
  const ids = named.includes(defaultModel) ? named : [defaultModel, ...named];
  const models = ids.map((id) => ({ id, ...findCapabilities(id, config.prices) }));
  return {
    defaultModel,
    listModels: () => models,
    requireModel(id) {
      const known = models.find((model) => model.id === id);
      if (!known) throw new AppError('not-found', `cannot use model ${id}: it is not offered here`);
      // Cast: the id begins with a provider's key, as the registry's type wants; it was checked or built above.
      const model = registry.languageModel(id as `${string}:${string}`);
      const { id: _, ...capabilities } = known;
      return { model: known.reasoning ? letThink(id, model) : model, capabilities };
    },
  };
}

function letThink(id: string, model: ReturnType<ReturnType<typeof createProviderRegistry>['languageModel']>) {
  const providerOptions = findReasoningOptions(id);
  if (!providerOptions) return model;
  return wrapLanguageModel({
    model,
    middleware: defaultSettingsMiddleware({ settings: { providerOptions } }),
  });
}

function listNamedModels({ openai, anthropic, google, compatible, demo }: ModelConfig): string[] {
  const offers: [string, readonly string[]][] = [];
  if (openai) offers.push(['openai', openai.models ?? suggestedModels.openai]);
  if (anthropic) offers.push(['anthropic', anthropic.models ?? suggestedModels.anthropic]);
  if (google) offers.push(['google', google.models ?? suggestedModels.google]);
  if (compatible) offers.push([compatible.name, compatible.models ?? []]);
  if (demo) offers.push(['demo', suggestedModels.demo]);
  return offers.flatMap(([provider, models]) => models.map((model) => `${provider}:${model}`));
}
