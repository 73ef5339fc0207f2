import { expect, test } from 'vitest';
import { AppError } from '#lib/protocol/error.ts';
import { findCapabilities } from './capabilities.ts';
import { createModelRegistry } from './registry.ts';
import { toModelChoice } from './to-model-choice.ts';

const demo = { baseURL: 'http://127.0.0.1:1' };
const list = (...config: Parameters<typeof createModelRegistry>) => {
  const registry = createModelRegistry(...config);
  return [registry.defaultModel, registry.listModels().map(({ id }) => id)];
};

test('with no key the demo model answers, and says what it is', () => {
  const registry = createModelRegistry({ demo });
  expect([registry.defaultModel, registry.listModels()]).toEqual([
    'demo:coral',
    [
      {
        id: 'demo:coral',
        family: 'demo',
        label: 'Coral (scripted demo)',
        prefill: true,
        reasoning: true,
        tools: true,
        contextWindow: 200_000,
        simulated: true,
      },
      {
        id: 'demo:kelp',
        family: 'demo',
        label: 'Kelp (scripted demo)',
        prefill: false,
        reasoning: true,
        tools: true,
        contextWindow: 200_000,
        simulated: true,
      },
    ],
  ]);
});

test('offers what is set up, what is named in place of what is suggested, and the default', () => {
  expect([
    list({
      openai: { apiKey: 'k', models: ['gpt-4o'] },
      anthropic: { apiKey: 'k', models: ['claude-opus-4-5'] },
      demo,
    }),
    list({ demo, defaultModel: 'demo:kelp' }),
    list({ compatible: { name: 'ollama', baseURL: 'http://x/v1' }, defaultModel: 'ollama:llama3.2:3b' }),
    list({ google: { apiKey: 'k' } }),
  ]).toEqual([
    ['openai:gpt-4o', ['openai:gpt-4o', 'anthropic:claude-opus-4-5', 'demo:coral', 'demo:kelp']],
    ['demo:kelp', ['demo:coral', 'demo:kelp']],
    ['ollama:llama3.2:3b', ['ollama:llama3.2:3b']],
    ['google:gemini-4-argon', ['google:gemini-4-argon', 'google:gemini-3.8-flash']],
  ]);
});

test('gives each model through the package of its provider', () => {
  const registry = createModelRegistry({
    openai: { apiKey: 'k', models: ['gpt-4o'] },
    google: { apiKey: 'k', models: ['gemini-2.5-pro'] },
    compatible: { name: 'ollama', baseURL: 'http://x/v1', models: ['llama3.2:3b'] },
    demo,
  });
  const describeModel = (id: string) => {
    const { model } = registry.requireModel(id);
    return typeof model === 'string' ? model : `${model.provider} ${model.modelId}`;
  };
  expect(registry.listModels().map(({ id }) => describeModel(id))).toEqual([
    'openai.responses gpt-4o',
    'google.generative-ai gemini-2.5-pro',
    'ollama.chat llama3.2:3b',
    'anthropic.messages demo-coral',
    'openai.responses demo-kelp',
  ]);
});

test('calls nothing that is not offered', () => {
  const registry = createModelRegistry({ demo, openai: { apiKey: 'k', models: ['gpt-4o'] } });
  for (const id of ['openai:o1-pro', 'demo:__proto__', 'nobody:x', 'gpt-4o', '']) {
    expect(() => registry.requireModel(id)).toThrow(
      new AppError('not-found', `cannot use model ${id}: it is not offered here`),
    );
  }
});

test.each([
  [{}, 'cannot offer models: no provider names one'],
  [{ demo, defaultModel: 'openai:gpt-4o' }, 'cannot offer model openai:gpt-4o: its provider is not set up'],
  [{ demo, defaultModel: 'coral' }, 'cannot offer model coral: its provider is not set up'],
  [
    { demo, compatible: { name: 'demo', baseURL: 'http://x' } },
    'cannot name provider "demo": taken, or not lower-case letters, digits, dashes',
  ],
])('refuses a configuration that can not work: %j', (config, message) => {
  expect(() => createModelRegistry(config)).toThrow(new AppError('invalid-input', message));
});

test('[R4] only models that are known to take a prefill are given one', () => {
  const prefills = {
    'demo:coral': true,
    'demo:kelp': false,
    'anthropic:claude-3-haiku-20240307': true,
    'anthropic:claude-sonnet-4-20250514': true,
    'anthropic:claude-opus-4-1-20250805': true,
    'anthropic:claude-haiku-4-5': true,
    'anthropic:claude-opus-4-6': false,
    'anthropic:claude-sonnet-5-5': false,
    'anthropic:claude-opus-5': false,
    'anthropic:claude-next': false,
    'openai:gpt-6-astra': false,
    'google:gemini-4-argon': false,
    'gateway:claude-haiku-4-5': false,
    'ollama:llama3.2:3b': false,
  };
  expect(Object.fromEntries(Object.keys(prefills).map((id) => [id, findCapabilities(id).prefill]))).toEqual(
    prefills,
  );
});

test('an unknown model gets safe defaults', () => {
  expect(findCapabilities('ollama:tinyllama')).toEqual({
    family: 'ollama',
    label: 'tinyllama',
    prefill: false,
    reasoning: false,
    tools: false,
    contextWindow: 32_000,
    simulated: false,
  });
});

test('tools are offered to models that are known to take them, wherever they are served', () => {
  const takers = {
    'openai:gpt-4o': true,
    'google:gemini-4-argon': true,
    'ollama:qwen3:8b': true,
    'gateway:mistralai/mistral-large': true,
    'ollama:llama3:8b': false,
  };
  expect(Object.fromEntries(Object.keys(takers).map((id) => [id, findCapabilities(id).tools]))).toEqual(
    takers,
  );
});

test('a page is told of a price where one is known, and the configured one wins', () => {
  const prices = { 'demo:kelp': { input: 1, output: 5 } };
  const { listModels } = createModelRegistry({ demo, prices });
  const kelp = { id: 'demo:kelp', label: 'Kelp (scripted demo)', simulated: true, reasoning: true };
  expect(listModels().map(toModelChoice)).toEqual([
    { ...kelp, id: 'demo:coral', label: 'Coral (scripted demo)', contextWindow: 200_000 },
    { ...kelp, contextWindow: 200_000, price: { input: 1, output: 5 } },
  ]);
});

test('no model at Anthropic is both prefilled and made to think, which is refused there', () => {
  for (const id of ['claude-haiku-4-5', 'claude-opus-4-6', 'claude-sonnet-5-5', 'claude-next']) {
    const { prefill, reasoning } = findCapabilities(`anthropic:${id}`);
    expect([id, prefill && reasoning]).toEqual([id, false]);
  }
});
