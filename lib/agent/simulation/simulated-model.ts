import { MockLanguageModelV4 } from 'ai/test';
import { sleep, type Clock } from '#lib/base/clock.ts';
import { isContinuePrompt } from '#lib/base/continue-prompt.ts';
import type { ModelRegistry } from '../models/registry.ts';
import type { SeededRandom } from './seeded-random.ts';

type Call = Parameters<MockLanguageModelV4['doStream']>[0];
type StreamResult = Awaited<ReturnType<MockLanguageModelV4['doStream']>>;
type Part = StreamResult['stream'] extends ReadableStream<infer P> ? P : never;

export const countTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1).join(' ');

/** Models that count as they are told: one goes on from a prefill, one repeats itself. Both fail now and then. */
export function createSimulatedModels(
  clock: Clock,
  random: SeededRandom,
  failures: () => number,
): ModelRegistry {
  const model = (prefill: boolean) =>
    new MockLanguageModelV4({
      modelId: prefill ? 'prefill' : 'repeat',
      doStream: async (call) => ({ stream: answer(call, prefill) }),
    });
  const models = new Map([
    ['sim:prefill', { model: model(true), prefill: true }],
    ['sim:repeat', { model: model(false), prefill: false }],
  ]);

  function answer(call: Call, prefill: boolean): ReadableStream<Part> {
    const { text, said } = readPrompt(call);
    const overlap = prefill ? '' : said.slice(-(12 + random.below(20)));
    const rest = overlap + text.slice(said.length);
    return toStream(rest, call.abortSignal);
  }

  function toStream(text: string, signal: AbortSignal | undefined): ReadableStream<Part> {
    const tokens = text.match(/ ?[^ ]+| /g) ?? [];
    const failAt = random.chance(failures()) ? random.below(tokens.length + 1) : Infinity;
    const parts = generate(tokens, failAt, signal);
    return new ReadableStream<Part>({
      async pull(controller) {
        const next = await parts.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
    });
  }

  async function* generate(
    tokens: string[],
    failAt: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Part> {
    yield { type: 'stream-start', warnings: [] };
    yield { type: 'text-start', id: 't' };
    for (const [index, delta] of tokens.entries()) {
      await sleep(clock, 5 + random.below(40), signal);
      signal?.throwIfAborted();
      if (index === failAt) throw new Error('the connection was cut');
      yield { type: 'text-delta', id: 't', delta };
    }
    yield { type: 'text-end', id: 't' };
    const inputTokens = { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 };
    const outputTokens = { total: tokens.length, text: tokens.length, reasoning: 0 };
    yield {
      type: 'finish',
      usage: { inputTokens, outputTokens },
      finishReason: { unified: 'stop', raw: 'stop' },
    };
  }

  const describe = (id: string) => ({
    id,
    family: 'sim',
    label: id,
    prefill: models.get(id)?.prefill ?? false,
    reasoning: false,
    tools: true,
    contextWindow: 1_000_000,
    simulated: true,
  });
  return {
    defaultModel: 'sim:prefill',
    listModels: () => [...models.keys()].map(describe),
    requireModel(id) {
      const found = models.get(id);
      if (!found) throw new Error(`no model ${id}`);
      return { model: found.model, capabilities: describe(id) };
    },
  };
}

/** What is asked for, and how much of it the log holds already. */
function readPrompt(call: Call): { text: string; said: string } {
  const turns = call.prompt.filter((message) => message.role !== 'system').map(toTurn);
  if (isContinuePrompt(turns.at(-1)?.text ?? '')) turns.pop();
  const said = turns.at(-1)?.role === 'assistant' ? (turns.pop()?.text ?? '') : '';
  const count = Number(/count to (\d+)/.exec(turns.at(-1)?.text ?? '')?.[1] ?? 1);
  return { text: countTo(count), said };
}

function toTurn(message: Call['prompt'][number]): { role: string; text: string } {
  if (typeof message.content === 'string') return { role: message.role, text: message.content };
  const text = message.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  return { role: message.role, text };
}
