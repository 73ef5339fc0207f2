import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, streamText, type LanguageModel, type ModelMessage } from 'ai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContinuePrompt } from '#lib/base/continue-prompt.ts';
import { SUMMARY_INSTRUCTIONS } from '#lib/base/summary-prompt.ts';
import { selectScript } from './answers.ts';
import { createDemoModelServer } from './server.ts';

// The real provider packages over a real socket: what they send and how they report failures is what is tested.

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

const formats = ['responses', 'messages', 'chat'] as const;
const say = (content: string): ModelMessage => ({ role: 'user', content });
const told = (content: string): ModelMessage => ({ role: 'assistant', content });
const count = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index).join(' ');

/** Text and order of parts as AI SDK gives them out, deltas in a row as one. */
async function run(format: string, messages: ModelMessage[], signal?: AbortSignal) {
  const parts: string[] = [];
  let text = '';
  const result = streamText({
    model: models[format] ?? 'missing',
    messages,
    maxRetries: 0,
    maxOutputTokens: 100_000,
    onError: () => {},
    ...(signal ? { abortSignal: signal } : {}),
  });
  try {
    for await (const part of result.stream) {
      const name = part.type === 'error' ? `error ${nameOf(part.error)}` : part.type;
      if (part.type === 'text-delta') text += part.text;
      if (part.type === 'finish') parts.push(`finish ${part.finishReason}`);
      else if (!/^(?:start|start-step|finish-step|custom)$/.test(name) && parts.at(-1) !== name)
        parts.push(name);
    }
  } catch (error) {
    parts.push(`thrown ${nameOf(error)}`);
  }
  return { text, parts };
}

const nameOf = (error: unknown) =>
  error instanceof Error ? error.name.replace('AI_', '') : String(error).replace(/msg_\S+/, 'id');

describe.each(formats)('%s', (format) => {
  test('counts exactly, a word a delta, and reports usage', async () => {
    const result = streamText({
      model: models[format] ?? '',
      prompt: 'count to 300',
      maxRetries: 0,
      maxOutputTokens: 1_000,
    });
    const deltas: string[] = [];
    for await (const part of result.stream) if (part.type === 'text-delta') deltas.push(part.text);
    expect(deltas).toEqual(count(1, 300).split(/(?= )/));
    expect(await result.usage).toMatchObject({ inputTokens: 3, outputTokens: 300 });
    expect(await result.finishReason).toBe('stop');
  });

  test('answers the last thing a person said', async () => {
    const messages = [say('count to 9'), told(count(1, 9)), say('repeat after me: héllo 🪸 wörld')];
    expect(await run(format, messages)).toEqual({
      text: 'héllo 🪸 wörld',
      parts: ['text-start', 'text-delta', 'text-end', 'finish stop'],
    });
  });

  test('asked to continue, repeats its last words and then says exactly the rest', async () => {
    for (const stopped of [1, 9, 10, 57, 99, 100, 119, 120]) {
      const partial = count(1, stopped);
      const { text } = await run(format, [
        say('count to 120'),
        told(partial),
        say(createContinuePrompt(partial)),
      ]);
      const overlap = partial.length + text.length - count(1, 120).length;
      expect(overlap).toBeGreaterThanOrEqual(Math.min(12, partial.length));
      expect(partial.slice(0, partial.length - overlap) + text).toBe(count(1, 120));
    }
  });

  test('gives a conversation its title, streamed or not, whatever faults it asks for', async () => {
    const request = {
      model: models[format] ?? '',
      instructions: 'Write a short title for this conversation.',
      prompt: 'Please count to 20 [fault: 500]',
      maxRetries: 0,
      maxOutputTokens: 30,
    };
    expect([(await generateText(request)).text, await streamText(request).text]).toEqual([
      'Count to 20',
      'Count to 20',
    ]);
  });

  test('sums a record up, whatever faults stand in it', async () => {
    const { text } = await generateText({
      model: models[format] ?? '',
      instructions: SUMMARY_INSTRUCTIONS,
      prompt: 'User: count to 20 [fault: 500]',
      maxRetries: 0,
      maxOutputTokens: 600,
    });
    expect(text).toBe('An extract by a script that understands nothing of it:\nUser: count to 20');
  });

  test('stops at the number of tokens it is allowed', async () => {
    const result = await generateText({
      model: models[format] ?? '',
      prompt: 'count to 9',
      maxOutputTokens: 4,
    });
    expect([result.text, result.finishReason]).toEqual(['1 2 3 4', 'length']);
  });

  test('puts characters together that arrive in pieces', async () => {
    const text = 'ä 🪸 東京 👩‍🚀 end';
    expect((await run(format, [say(`repeat after me: ${text} [fault: split-utf8]`)])).text).toBe(text);
  });

  test.each([
    ['nul', '1 2 3\0 4 5'],
    ['lone-surrogate', '1 2 3\uD83D 4 5'],
    ['1mb token', `1 2 3 ${'x'.repeat(1_000_000)} 4 5`],
  ])('[fault: %s] arrives as it was sent', async (fault, text) => {
    expect((await run(format, [say(`count to 5 [fault: ${fault}]`)])).text).toBe(text);
  });
});

describe('prefill', () => {
  test.each(['messages', 'chat'])(
    '%s: coral goes on from exactly where a trailing answer stops',
    async (format) => {
      const whole = selectScript('show me markdown').prefix(Infinity);
      for (let length = 1; length < whole.length; length += 61) {
        // The Anthropic package trims a trailing answer: white space there is said again.
        const partial = whole.slice(0, length).trimEnd();
        expect(partial + (await run(format, [say('show me markdown'), told(partial)])).text).toBe(whole);
      }
    },
  );

  test('kelp takes a trailing answer for history and starts again', async () => {
    expect((await run('responses', [say('count to 5'), told('1 2 3')])).text).toBe('1 2 3 4 5');
  });
});

const cut = ['text-start', 'text-delta', 'thrown APICallError'];
const goesOn = (error: string, end: string) => [
  'text-start',
  'text-delta',
  `error ${error}`,
  'text-delta',
  'text-end',
  end,
];
const done = ['text-start', 'text-delta', 'text-end', 'finish stop'];

/** How AI SDK reports each failure, by wire format: the model step is written against this table. */
test.each([
  [
    '500',
    '',
    { responses: ['error APICallError'], messages: ['error APICallError'], chat: ['error APICallError'] },
  ],
  ['cut at 3', '1 2 3', { responses: cut, messages: cut, chat: cut }],
  [
    'end at 3',
    '1 2 3',
    {
      responses: ['text-start', 'text-delta', 'finish interrupted'],
      messages: ['text-start', 'text-delta', 'finish interrupted'],
      chat: ['text-start', 'text-delta', 'text-end', 'error InvalidResponseDataError', 'finish error'],
    },
  ],
  [
    'end at 0',
    '',
    {
      responses: ['text-start', 'finish interrupted'],
      messages: ['text-start', 'error NoOutputGeneratedError'],
      chat: ['error InvalidResponseDataError', 'finish error'],
    },
  ],
  [
    'error at 3',
    '1 2 3',
    {
      responses: ['text-start', 'text-delta', 'error StreamProviderError', 'finish error'],
      messages: ['text-start', 'text-delta', 'error StreamProviderError', 'finish error'],
      chat: ['text-start', 'text-delta', 'error StreamProviderError', 'text-end', 'finish error'],
    },
  ],
  [
    'malformed at 3',
    '1 2 3 4 5 6',
    {
      responses: goesOn('JSONParseError', 'finish error'),
      messages: goesOn('JSONParseError', 'finish stop'),
      chat: goesOn('JSONParseError', 'finish stop'),
    },
  ],
  [
    'unknown part',
    '1 2 3 4 5 6',
    { responses: done, messages: goesOn('TypeValidationError', 'finish stop'), chat: done },
  ],
  [
    'finish twice',
    '1 2 3 4 5 6',
    {
      responses: ['text-start', 'text-delta', 'text-end', 'error text part id not found', 'finish stop'],
      messages: done,
      chat: done,
    },
  ],
  [
    'content after finish',
    '1 2 3 4 5 6',
    {
      responses: [...done.slice(0, 3), 'text-delta', 'error text part id not found', 'finish stop'],
      messages: [...done.slice(0, 3), 'text-delta', 'error text part 0 not found', 'finish interrupted'],
      chat: done,
    },
  ],
  ['length at 3', '1 2 3', { responses: lengthEnd(), messages: lengthEnd(), chat: lengthEnd() }],
])('[F25 F27 F28 F29] streamText under [fault: %s]', async (fault, text, expected) => {
  for (const format of formats) {
    const said = await run(format, [say(`count to 6 [fault: ${fault}]`)]);
    expect({ format, ...said }).toEqual({
      format,
      text: fault === 'content after finish' ? `${text} after-finish` : text,
      parts: expected[format],
    });
  }
});

function lengthEnd() {
  return ['text-start', 'text-delta', 'text-end', 'finish length'];
}

test.each(['stall at 3', 'slow-headers 60s', 'endless'])(
  'streamText aborted under [fault: %s] ends with an abort part',
  async (fault) => {
    for (const format of formats) {
      const { parts } = await run(format, [say(`count to 6 [fault: ${fault}]`)], AbortSignal.timeout(100));
      expect(parts.at(-1)).toBe('abort');
    }
  },
);
