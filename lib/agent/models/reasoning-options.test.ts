import { expect, test } from 'vitest';
import { findReasoningOptions } from './reasoning-options.ts';
import { createModelRegistry } from './registry.ts';

const blockBinding = { prefixMismatchBehavior: 'drop_block' };

test.each([
  [
    'anthropic:claude-sonnet-5-5',
    { anthropic: { thinking: { type: 'adaptive', display: 'summarized', blockBinding } } },
  ],
  ['anthropic:claude-opus-4-6', { anthropic: { thinking: { type: 'adaptive', display: 'summarized' } } }],
  [
    'openai:gpt-6.1-terra',
    { openai: { reasoningSummary: 'auto', include: ['reasoning.encrypted_content'] } },
  ],
  ['google:gemini-4-argon', { google: { thinkingConfig: { includeThoughts: true } } }],
  ['anthropic:claude-haiku-4-5', undefined],
  ['ollama:deepseek-r1', undefined],
])('%s is asked to think by its provider’s own option', (id, options) => {
  expect(findReasoningOptions(id)).toEqual(options);
});

test('a model that thinks is asked to, and still stores nothing', async () => {
  const bodies: Record<string, unknown>[] = [];
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (_, init) => {
    bodies.push(JSON.parse(String(init?.body)));
    return new Response('{}', { status: 400 });
  };
  try {
    const { requireModel } = createModelRegistry({
      openai: { apiKey: 'k', models: ['gpt-6.1-terra', 'gpt-4o'] },
    });
    for (const id of ['openai:gpt-6.1-terra', 'openai:gpt-4o']) {
      const { model } = requireModel(id);
      if (typeof model === 'string' || model.specificationVersion !== 'v4') throw new Error('not a model');
      const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'hi' }] }];
      await Promise.resolve(model.doGenerate({ prompt })).catch(() => {});
    }
  } finally {
    globalThis.fetch = realFetch;
  }
  expect(bodies.map(({ store, reasoning, include }) => ({ store, reasoning, include }))).toEqual([
    { store: false, reasoning: { summary: 'auto' }, include: ['reasoning.encrypted_content'] },
    { store: false, reasoning: undefined, include: undefined },
  ]);
});
