import { z } from 'zod';
import type { Turn } from './conversation.ts';
import { toOpenAIErrorBody } from './openai-error.ts';
import {
  modelSchema,
  parseBody,
  textsSchema,
  toFrame,
  type Finish,
  type Frames,
  type WireFormat,
} from './wire-format.ts';

// https://platform.openai.com/docs/api-reference/chat, as far as text goes.

const requestSchema = z.looseObject({
  model: modelSchema,
  messages: z.array(z.looseObject({ role: z.string(), content: textsSchema.optional() })),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
});

export const openaiChat: WireFormat = {
  parse(body) {
    const request = parseBody(requestSchema, body);
    const system: string[] = [];
    const turns: Turn[] = [];
    for (const { role, content = [] } of request.messages) {
      if (role === 'user' || role === 'assistant')
        turns.push(...content.map((text) => ({ role, text }) as const));
      else if (role === 'system' || role === 'developer') system.push(...content);
    }
    return {
      model: request.model,
      system: system.join('\n'),
      turns,
      stream: request.stream ?? false,
      maxTokens: request.max_completion_tokens ?? request.max_tokens ?? Infinity,
    };
  },
  createFrames: (model) => new ChatFrames(model),
  toBody: (model, text, finish) => ({
    id: createCompletionId(),
    object: 'chat.completion',
    created: nowSeconds(),
    model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: text, refusal: null },
        finish_reason: finish.reason,
      },
    ],
    usage: toUsage(finish),
  }),
  toErrorBody: toOpenAIErrorBody,
};

class ChatFrames implements Frames {
  #head: string;

  constructor(model: string) {
    const created = nowSeconds();
    this.#head = `data: {"id":"${createCompletionId()}","object":"chat.completion.chunk","created":${created},"model":"${model}",`;
  }

  open(): string {
    return this.#choice('{"role":"assistant","content":""}');
  }

  delta(token: string): string {
    return `${this.#head}"choices":[{"index":0,"delta":{"content":${JSON.stringify(token)}},"finish_reason":null}]}\n\n`;
  }

  close(finish: Finish): string {
    return (
      this.#choice('{}', finish.reason) +
      `${this.#head}"choices":[],"usage":${JSON.stringify(toUsage(finish))}}\n\n` +
      'data: [DONE]\n\n'
    );
  }

  failure(): string {
    return toFrame({
      error: { message: 'The demo model fails as it was asked to.', type: 'server_error', code: null },
    });
  }

  unknown(): string {
    return `${this.#head}"choices":[],"dream":true}\n\n`;
  }

  #choice(delta: string, finishReason: string | null = null): string {
    return `${this.#head}"choices":[{"index":0,"delta":${delta},"finish_reason":${JSON.stringify(finishReason)}}]}\n\n`;
  }
}

const createCompletionId = () => `chatcmpl-${crypto.randomUUID()}`;
const nowSeconds = () => Math.floor(Date.now() / 1000);
const toUsage = ({ inputTokens, outputTokens }: Finish) => ({
  prompt_tokens: inputTokens,
  completion_tokens: outputTokens,
  total_tokens: inputTokens + outputTokens,
});
