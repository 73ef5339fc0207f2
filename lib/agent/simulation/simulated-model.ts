import { MockLanguageModelV4 } from 'ai/test';
import { sleep, type Clock } from '#lib/base/clock.ts';
import { isContinuePrompt } from '#lib/base/continue-prompt.ts';
import type { ModelRegistry } from '../models/registry.ts';
import type { SeededRandom } from './seeded-random.ts';
import { simulatedToolNames } from './simulated-tools.ts';

type Call = Parameters<MockLanguageModelV4['doStream']>[0];
type StreamResult = Awaited<ReturnType<MockLanguageModelV4['doStream']>>;
type Part = StreamResult['stream'] extends ReadableStream<infer P> ? P : never;

export const countTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1).join(' ');

/**
 * Models that count as they are told, in as many steps as they are told, with tools between them: one goes on from a
 * prefill, one repeats itself. Both fail now and then.
 */
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
    const { text, said, partial, wantsTools } = readPrompt(call);
    const overlap = prefill ? '' : partial.slice(-(12 + random.below(20)));
    const rest = overlap + text.slice(said.length);
    const calls = wantsTools
      ? Array.from({ length: 1 + random.below(3) }, () => random.pick(simulatedToolNames) ?? 'read')
      : [];
    return toStream(rest, calls, call.abortSignal);
  }

  function toStream(
    text: string,
    calls: readonly string[],
    signal: AbortSignal | undefined,
  ): ReadableStream<Part> {
    const tokens = text.match(/ ?[^ ]+| /g) ?? [];
    const planned = [...toTextParts(tokens), ...calls.flatMap(toCallParts), toFinish(tokens, calls)];
    const failAt = random.chance(failures()) ? random.below(planned.length) : Infinity;
    const parts = generate(planned, failAt, signal);
    return new ReadableStream<Part>({
      async pull(controller) {
        const next = await parts.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
    });
  }

  async function* generate(
    parts: readonly Part[],
    failAt: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Part> {
    yield { type: 'stream-start', warnings: [] };
    for (const [index, part] of parts.entries()) {
      if (part.type === 'text-delta' || part.type === 'tool-input-delta') {
        await sleep(clock, 5 + random.below(40), signal);
      }
      signal?.throwIfAborted();
      if (index === failAt) throw new Error('the connection was cut');
      yield part;
    }
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

function toTextParts(tokens: readonly string[]): Part[] {
  if (tokens.length === 0) return [];
  const deltas = tokens.map((delta): Part => ({ type: 'text-delta', id: 't', delta }));
  return [{ type: 'text-start', id: 't' }, ...deltas, { type: 'text-end', id: 't' }];
}

function toCallParts(toolName: string, index: number): Part[] {
  const id = `call_${index}`;
  const input = `{"n":${index}}`;
  return [
    { type: 'tool-input-start', id, toolName },
    { type: 'tool-input-delta', id, delta: input },
    { type: 'tool-input-end', id },
    { type: 'tool-call', toolCallId: id, toolName, input },
  ];
}

function toFinish(tokens: readonly string[], calls: readonly string[]): Part {
  const total = tokens.length;
  return {
    type: 'finish',
    usage: {
      inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total, text: total, reasoning: 0 },
    },
    finishReason: { unified: calls.length > 0 ? 'tool-calls' : 'stop', raw: undefined },
  };
}

/** What is to be said by the end of this step, and how much of it the log holds already. */
function readPrompt({ prompt }: Call) {
  const messages = prompt.map(({ role, content }) => ({
    role,
    texts: typeof content === 'string' ? [content] : content.flatMap((part) => readText(part)),
  }));
  if (isContinuePrompt(messages.at(-1)?.texts.at(-1) ?? '')) messages.pop();
  const asked = messages.findLastIndex(({ role }) => role === 'user');
  const [, count = '1', , tools = '0'] =
    /count to (\d+)( with (\d+) tools)?/.exec(messages[asked]?.texts.at(-1) ?? '') ?? [];
  const own = messages.slice(asked + 1);
  const stepsDone = own.filter(({ role }) => role === 'tool').length;
  const last = own.at(-1);
  const upTo = Math.floor((Number(count) * (stepsDone + 1)) / (Number(tools) + 1));
  return {
    text: countTo(Math.min(upTo, Number(count))),
    said: own.flatMap(({ role, texts }) => (role === 'assistant' ? texts : [])).join(''),
    partial: last?.role === 'assistant' ? last.texts.join('') : '',
    wantsTools: stepsDone < Number(tools),
  };
}

function readText(part: { type: string; text?: string }): string[] {
  return part.type === 'text' && part.text !== undefined ? [part.text] : [];
}
