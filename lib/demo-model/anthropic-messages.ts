import { z } from 'zod';
import { BadRequest } from './bad-request.ts';
import {
  modelSchema,
  parseBody,
  textsSchema,
  toFrame,
  type Finish,
  type Frames,
  type WireFormat,
} from './wire-format.ts';

// https://docs.anthropic.com/en/api/messages, as far as text goes.

const requestSchema = z.looseObject({
  model: modelSchema,
  max_tokens: z.number().int().positive(),
  system: textsSchema.optional(),
  messages: z.array(z.looseObject({ role: z.enum(['user', 'assistant']), content: textsSchema })),
  stream: z.boolean().nullish(),
});

export const anthropicMessages: WireFormat = {
  parse(body) {
    const request = parseBody(requestSchema, body);
    const turns = request.messages.flatMap(({ role, content }) => content.map((text) => ({ role, text })));
    const last = turns.at(-1);
    if (last?.role === 'assistant' && /\s$/.test(last.text)) {
      throw new BadRequest(400, 'messages: final assistant content cannot end with trailing whitespace');
    }
    return {
      model: request.model,
      system: request.system?.join('\n') ?? '',
      turns,
      stream: request.stream ?? false,
      maxTokens: request.max_tokens,
    };
  },
  createFrames: (model, inputTokens) => new MessagesFrames(model, inputTokens),
  toBody: (model, text, finish) => ({
    ...toMessage(model, finish.inputTokens),
    content: [{ type: 'text', text }],
    stop_reason: stopReasons[finish.reason],
    usage: { input_tokens: finish.inputTokens, output_tokens: finish.outputTokens },
  }),
  toErrorBody: (status, message) => ({
    type: 'error',
    error: { type: errorTypes[status] ?? (status >= 500 ? 'api_error' : 'invalid_request_error'), message },
    request_id: `req_${crypto.randomUUID()}`,
  }),
};

const DELTA_HEAD =
  'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":';

class MessagesFrames implements Frames {
  #model: string;
  #inputTokens: number;

  constructor(model: string, inputTokens: number) {
    this.#model = model;
    this.#inputTokens = inputTokens;
  }

  open(): string {
    return (
      frame('message_start', { message: toMessage(this.#model, this.#inputTokens) }) +
      frame('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }) +
      frame('ping', {})
    );
  }

  delta(token: string): string {
    return `${DELTA_HEAD}${JSON.stringify(token)}}}\n\n`;
  }

  close(finish: Finish): string {
    const delta = { stop_reason: stopReasons[finish.reason], stop_sequence: null };
    return (
      frame('content_block_stop', { index: 0 }) +
      frame('message_delta', { delta, usage: { output_tokens: finish.outputTokens } }) +
      frame('message_stop', {})
    );
  }

  failure(): string {
    return frame('error', { error: { type: 'overloaded_error', message: 'Overloaded' } });
  }

  unknown(): string {
    return frame('dream', { index: 0, dream: true });
  }
}

const stopReasons: Record<Finish['reason'], string> = { stop: 'end_turn', length: 'max_tokens' };
const errorTypes: Record<number, string> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

const frame = (type: string, data: object) => toFrame({ type, ...data }, type);

const toMessage = (model: string, inputTokens: number) => ({
  id: `msg_${crypto.randomUUID()}`,
  type: 'message',
  role: 'assistant',
  model,
  content: [],
  stop_reason: null,
  stop_sequence: null,
  usage: { input_tokens: inputTokens, output_tokens: 1 },
});
