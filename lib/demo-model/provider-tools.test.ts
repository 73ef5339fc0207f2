import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import {
  generateText,
  jsonSchema,
  streamText,
  tool,
  type LanguageModel,
  type ModelMessage,
  type ToolResultPart,
  type ToolSet,
} from 'ai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContinuePrompt } from '#lib/base/continue-prompt.ts';
import { createDemoModelServer } from './server.ts';
import { workbenchTools } from './testing/workbench-tools.ts';

// Tools, thoughts and their way back through the real provider packages.

const server = createDemoModelServer({ faults: true, defaults: { wordsPerSecond: Infinity, thinkMs: 0 } });
const models: Record<string, LanguageModel> = {};

beforeAll(async () => {
  const { url } = await server.start();
  const settings = { baseURL: `${url}/v1`, apiKey: 'any' };
  models.responses = createOpenAI(settings)('demo-kelp');
  models.messages = createAnthropic(settings)('demo-coral');
  models.chat = createOpenAICompatible({ ...settings, name: 'any', includeUsage: true })('demo-coral');
});
afterAll(() => server.stop());

const tools: ToolSet = Object.fromEntries(
  workbenchTools.map(({ name, inputSchema }) => [
    name,
    // Cast: the test's own schemas are schemas.
    tool({ description: name, inputSchema: jsonSchema<object>(inputSchema as object) }),
  ]),
);

const toRequest = (format: string, messages: ModelMessage[]) => ({
  model: models[format] ?? 'missing',
  messages,
  tools,
  maxRetries: 0,
  maxOutputTokens: 100_000,
  providerOptions: { openai: { store: false } },
});

async function step(format: string, messages: ModelMessage[]) {
  const parts: string[] = [];
  const deltas: Record<string, string> = {};
  const calls: { toolCallId: string; toolName: string; input: unknown }[] = [];
  let text = '';
  const result = streamText({ ...toRequest(format, messages), onError: () => {} });
  try {
    for await (const part of result.stream) {
      if (part.type === 'text-delta') text += part.text;
      if (part.type === 'tool-input-delta') deltas[part.id] = (deltas[part.id] ?? '') + part.delta;
      if (part.type === 'tool-call') {
        calls.push({ toolCallId: part.toolCallId, toolName: part.toolName, input: part.input });
      }
      const isInvalid = part.type === 'tool-call' && part.invalid;
      const name =
        part.type === 'finish' ? `finish ${part.finishReason}` : isInvalid ? 'invalid tool-call' : part.type;
      if (/^(?:reasoning-delta|text-delta|.*tool-call|error|finish .*)$/.test(name) && parts.at(-1) !== name)
        parts.push(name);
    }
  } catch {
    parts.push('thrown');
  }
  return { text, parts, deltas: Object.values(deltas), calls, result };
}

const answer = (
  calls: { toolCallId: string; toolName: string }[],
  output: ToolResultPart['output'],
): ModelMessage => ({
  role: 'tool',
  content: calls.map(({ toolCallId, toolName }) => ({ type: 'tool-result', toolCallId, toolName, output })),
});

const say = (content: string): ModelMessage => ({ role: 'user', content });
const formats = ['responses', 'messages', 'chat'] as const;
const three = say('Please call three tools at once');

describe.each(formats)('%s', (format) => {
  test('thinks, speaks, calls three tools at once, and goes on with their results', async () => {
    const first = await step(format, [three]);
    expect(first.parts).toEqual(['reasoning-delta', 'text-delta', 'tool-call', 'finish tool-calls']);
    expect(first.calls.map(({ toolName, input }) => [toolName, input])).toEqual([
      ['list_tables', {}],
      ['list_migrations', {}],
      ['get_advisors', { type: 'security' }],
    ]);
    const usage = await first.result.usage;
    expect(usage.outputTokens).toBe(30);
    expect(usage.outputTokenDetails.reasoningTokens).toBe(21);
    const { messages } = await first.result.response;
    const results = answer(first.calls, { type: 'json', value: { rows: [{ name: 'a' }, { name: 'b' }] } });
    const second = await step(format, [three, ...messages, results]);
    expect(second.parts).toEqual(['text-delta', 'finish stop']);
    expect(second.text).toContain('`list_tables` found 2 tables.');
  });

  test('streams an input in pieces that add up to it', async () => {
    const sql = 'select \'héllo 🪸 "wörld"\' as greeting,\n  1 as one';
    const { deltas, calls } = await step(format, [say(`run SQL: ${sql}`)]);
    expect(deltas.map((json): unknown => JSON.parse(json))).toEqual([{ sql }]);
    expect(calls.map(({ input }) => input)).toEqual([{ sql }]);
  });

  test('the same, not streamed', async () => {
    const { toolCalls, reasoningText, finishReason } = await generateText(toRequest(format, [three]));
    expect({ calls: toolCalls.length, thought: reasoningText?.length, finishReason }).toEqual({
      calls: 3,
      thought: 104,
      finishReason: 'tool-calls',
    });
  });

  test.each([
    [
      'denied',
      { type: 'execution-denied', reason: 'It did not run: Ada did not allow it.' },
      '1 was not allowed',
    ],
    ['failed', { type: 'error-text', value: 'ERROR: out of luck' }, '1 failed'],
  ] as const)('hears that a call was %s', async (_, output, words) => {
    const prompt = say('migrate add_x: select 1');
    const asked = await step(format, [prompt]);
    const { messages } = await asked.result.response;
    const { text, calls } = await step(format, [prompt, ...messages, answer(asked.calls, output)]);
    expect({ calls, said: text.includes(words) }).toEqual({ calls: [], said: true });
  });

  test('[R4] a step after tools that was broken off goes on to the same words', async () => {
    const first = await step(format, [three]);
    const { messages } = await first.result.response;
    const done = [three, ...messages, answer(first.calls, { type: 'json', value: [] })];
    const { text: whole } = await step(format, done);
    for (let length = 1; length < whole.length; length += 37) {
      const partial = whole.slice(0, length);
      const told: ModelMessage = { role: 'assistant', content: partial };
      const { text } = await step(format, [...done, told, say(createContinuePrompt(partial))]);
      const overlap = partial.length + text.length - whole.length;
      expect(partial.slice(0, partial.length - overlap) + text).toBe(whole);
      const prefilled = { role: 'assistant', content: partial.trimEnd() } as const;
      if (format !== 'responses')
        expect(prefilled.content + (await step(format, [...done, prefilled])).text).toBe(whole);
    }
  });

  test('[R4] words before calls that were broken off go on to the same calls', async () => {
    for (const partial of ['Three', 'Three at once, side by side:']) {
      const told: ModelMessage = { role: 'assistant', content: partial };
      const { text, calls, parts } = await step(format, [three, told, say(createContinuePrompt(partial))]);
      expect({ ends: text.endsWith('side by side:'), calls: calls.length, parts }).toEqual({
        ends: true,
        calls: 3,
        parts: ['text-delta', 'tool-call', 'finish tool-calls'],
      });
    }
  });

  test('refuses a call without a result, as its model would', async () => {
    const { calls, result } = await step(format, [three]);
    const { messages } = await result.response;
    const { parts } = await step(format, [
      three,
      ...messages,
      answer(calls.slice(1), { type: 'text', value: 'x' }),
    ]);
    expect(parts).toEqual(['error']);
  });

  test('a fault can wait for a later step', async () => {
    const prompt = say('call list_tables 2 times [fault: cut at 0 in step 2]');
    const first = await step(format, [prompt]);
    const { messages } = await first.result.response;
    const second = await step(format, [
      prompt,
      ...messages,
      answer(first.calls, { type: 'text', value: 'none' }),
    ]);
    expect([first.parts, second.parts]).toEqual([['tool-call', 'finish tool-calls'], ['thrown']]);
  });
});

const call = ['tool-call', 'finish tool-calls'];
const invalid = 'invalid tool-call';

/** How AI SDK reports calls that a provider garbles, by wire format: the loop is written against this table. */
test.each([
  ['cut at 4', { responses: ['thrown'], messages: ['thrown'], chat: ['thrown'] }],
  [
    'end at 4',
    {
      responses: ['finish interrupted'],
      messages: ['finish interrupted'],
      chat: [invalid, 'error', 'finish error'],
    },
  ],
  [
    'length at 4',
    {
      responses: [invalid, 'finish length'],
      messages: [invalid, 'finish length'],
      chat: [invalid, 'finish length'],
    },
  ],
  [
    'error at 4',
    {
      responses: ['error', 'finish error'],
      messages: ['error', 'finish error'],
      chat: ['error', invalid, 'finish error'],
    },
  ],
  [
    'malformed at 2',
    {
      responses: ['error', 'tool-call', 'finish error'],
      messages: ['error', ...call],
      chat: ['error', ...call],
    },
  ],
  ['unknown part', { responses: call, messages: ['error', ...call], chat: call }],
  // The same call, with the same id, twice: whoever runs it has to see that.
  ['finish twice', { responses: call, messages: call, chat: call }],
  ['content after finish', { responses: call, messages: call, chat: [invalid, 'finish tool-calls'] }],
  ['split-utf8', { responses: call, messages: call, chat: call }],
])('[F27 F28 F29] streamText of a tool call under [fault: %s]', async (fault, expected) => {
  for (const format of formats) {
    const { parts } = await step(format, [say(`run SQL: select 'é' as a, 2 as b [fault: ${fault}]`)]);
    expect({ format, parts }).toEqual({ format, parts: expected[format] });
  }
});
