import { MockLanguageModelV4 } from 'ai/test';
import { findCapabilities } from '../models/capabilities.ts';
import type { ModelRegistry } from '../models/registry.ts';

type ModelCall = Parameters<MockLanguageModelV4['doStream']>[0];
type StreamResult = Awaited<ReturnType<MockLanguageModelV4['doStream']>>;
type StreamPart = StreamResult['stream'] extends ReadableStream<infer P> ? P : never;

export interface ScriptedStep {
  readonly text?: string;
  /** `input` is JSON; of an object, that of the object. */
  readonly calls?: readonly ScriptedCall[];
  /** The connection breaks before the end. */
  readonly cut?: boolean;
}

interface ScriptedCall {
  readonly name: string;
  readonly input?: object | string;
  /** It never comes to its end. */
  readonly half?: boolean;
}

/** A model that does, in its first, second, ... step after the question, what the script says. */
export function createScriptedModels(
  script: (step: number, call: ModelCall) => ScriptedStep,
  id = 'demo:coral',
): ModelRegistry & { readonly calls: ModelCall[] } {
  const calls: ModelCall[] = [];
  const model = new MockLanguageModelV4({
    async doStream(call) {
      calls.push(call);
      return { stream: toStream(toParts(script(countSteps(call), call))) };
    },
  });
  const capabilities = findCapabilities(id);
  return {
    calls,
    defaultModel: id,
    listModels: () => [{ id, ...capabilities }],
    requireModel: () => ({ model, capabilities }),
  };
}

function countSteps({ prompt }: ModelCall): number {
  const question = prompt.findLastIndex((message) => message.role === 'user');
  return prompt.slice(question + 1).filter((message) => message.role === 'tool').length;
}

function toStream(parts: AsyncGenerator<StreamPart>): ReadableStream<StreamPart> {
  return new ReadableStream({
    async pull(controller) {
      const next = await parts.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
}

async function* toParts(step: ScriptedStep): AsyncGenerator<StreamPart> {
  const { text, calls = [], cut } = step;
  yield { type: 'stream-start', warnings: [] };
  if (text !== undefined) {
    yield { type: 'text-start', id: 'text' };
    yield { type: 'text-delta', id: 'text', delta: text };
    if (!cut) yield { type: 'text-end', id: 'text' };
  }
  for (const [index, { name, input = {}, half }] of calls.entries()) {
    const id = `call_${index}`;
    const json = typeof input === 'string' ? input : JSON.stringify(input);
    yield { type: 'tool-input-start', id, toolName: name };
    yield { type: 'tool-input-delta', id, delta: json };
    if (half) continue;
    yield { type: 'tool-input-end', id };
    yield { type: 'tool-call', toolCallId: id, toolName: name, input: json };
  }
  if (cut) throw new Error('the connection was cut');
  yield {
    type: 'finish',
    usage: {
      inputTokens: { total: 10, noCache: 10, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total: 5, text: 5, reasoning: 0 },
    },
    finishReason:
      calls.length > 0 ? { unified: 'tool-calls', raw: undefined } : { unified: 'stop', raw: undefined },
  };
}
