import { jsonSchema, tool } from 'ai';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '#lib/base/clock.ts';
import type { Part } from '#lib/protocol/message.ts';
import { runModelStep } from '../models/model-step.ts';
import { createModelRegistry } from '../models/registry.ts';
import { buildPrompt } from './build-prompt.ts';
import { answers, asks, calls, says, stepDone } from './testing/message-fixture.ts';

const bodies: unknown[] = [];
beforeEach(() => {
  vi.stubGlobal('fetch', async (_: unknown, init?: RequestInit) => {
    bodies.push(JSON.parse(String(init?.body)));
    return new Response('{}', { status: 400 });
  });
});
afterEach(() => {
  bodies.splice(0);
  vi.unstubAllGlobals();
});

const { requireModel } = createModelRegistry({
  openai: { apiKey: 'k', models: ['gpt-6.1-terra'] },
  anthropic: { apiKey: 'k', models: ['claude-sonnet-5-5'] },
  google: { apiKey: 'k', models: ['gemini-4-argon'] },
});

/** What the provider's server would be sent for the step after one call, of this model itself and of another before. */
async function findBody(id: string, thought: Part, callMetadata?: Record<string, unknown>): Promise<unknown> {
  const { model, capabilities } = requireModel(id);
  const other = answers(stepDone, { type: 'reasoning', id: 'r', text: 'hm', state: 'done' }, says('Blue.'));
  const call = calls('t1', { output: 'waves', ...(callMetadata ? { providerMetadata: callMetadata } : {}) });
  const { messages } = buildPrompt({
    history: [asks('Which crab?'), other, asks('Sure?')],
    own: [stepDone, thought, says('Let me look.'), call],
    capabilities,
    model: id,
    tools: [{}],
  });
  await runModelStep({
    model,
    messages,
    tools: { look: tool({ description: 'Looks.', inputSchema: jsonSchema({ type: 'object' }) }) },
    signal: new AbortController().signal,
    clock: systemClock,
    firstChunkTimeoutMs: 5_000,
    betweenChunksTimeoutMs: 5_000,
    onChunk: () => {},
  });
  return bodies[0];
}

const thoughtWith = (providerMetadata: Record<string, unknown>): Part => ({
  type: 'reasoning',
  id: 'r',
  text: 'I should look',
  state: 'done',
  providerMetadata,
});

test('Anthropic gets its signed thought back before the call, and the result right after', async () => {
  const body = await findBody(
    'anthropic:claude-sonnet-5-5',
    thoughtWith({ anthropic: { signature: 'sig' } }),
  );
  expect(body).toMatchObject({
    thinking: { type: 'adaptive', block_binding: { prefix_mismatch_behavior: 'drop_block' } },
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'Which crab?' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'Blue.' }] },
      { role: 'user', content: [{ type: 'text', text: 'Sure?' }] },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'I should look', signature: 'sig' },
          { type: 'text', text: 'Let me look.' },
          { type: 'tool_use', id: 't1', name: 'look', input: { at: 'sea' } },
        ],
      },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: 'waves' }] },
    ],
  });
});

test('OpenAI gets its encrypted thought back, as nothing is stored there', async () => {
  const metadata = { openai: { itemId: 'rs_1', reasoningEncryptedContent: 'secret' } };
  const body = await findBody('openai:gpt-6.1-terra', thoughtWith(metadata), { openai: { itemId: 'fc_1' } });
  expect(body).toMatchObject({
    store: false,
    reasoning: { summary: 'auto' },
    input: [
      { role: 'user', content: [{ type: 'input_text', text: 'Which crab?' }] },
      { role: 'assistant', content: 'Blue.' },
      { role: 'user', content: [{ type: 'input_text', text: 'Sure?' }] },
      { type: 'reasoning', encrypted_content: 'secret', summary: [{ text: 'I should look' }] },
      { role: 'assistant', content: 'Let me look.' },
      { type: 'function_call', call_id: 't1', name: 'look', arguments: '{"at":"sea"}' },
      { type: 'function_call_output', call_id: 't1', output: 'waves' },
    ],
  });
});

test('Google gets the signature of the call back', async () => {
  const thought = thoughtWith({ google: {} });
  const body = await findBody('google:gemini-4-argon', thought, { google: { thoughtSignature: 'sig' } });
  expect(body).toMatchObject({
    generationConfig: { thinkingConfig: { includeThoughts: true } },
    contents: [
      { role: 'user', parts: [{ text: 'Which crab?' }] },
      { role: 'model', parts: [{ text: 'Blue.' }] },
      { role: 'user', parts: [{ text: 'Sure?' }] },
      {
        role: 'model',
        parts: [
          { text: 'I should look', thought: true },
          { text: 'Let me look.' },
          { functionCall: { name: 'look', args: { at: 'sea' } }, thoughtSignature: 'sig' },
        ],
      },
      { role: 'user', parts: [{ functionResponse: { name: 'look' } }] },
    ],
  });
});
