import { z } from 'zod';
import { BadRequest } from './bad-request.ts';
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

// https://platform.openai.com/docs/api-reference/responses, as far as text goes.

const itemSchema = z.looseObject({
  type: z.string().optional(),
  role: z.enum(['user', 'assistant', 'system', 'developer']).optional(),
  content: textsSchema.optional(),
});

const requestSchema = z.looseObject({
  model: modelSchema,
  input: z
    .union([z.string().transform((text) => [{ role: 'user', content: text }]), z.array(z.unknown())])
    .pipe(z.array(itemSchema)),
  instructions: z.string().nullish(),
  stream: z.boolean().nullish(),
  max_output_tokens: z.number().int().positive().nullish(),
});

export const openaiResponses: WireFormat = {
  parse(body) {
    const request = parseBody(requestSchema, body);
    const system = [request.instructions ?? ''];
    const turns: Turn[] = [];
    for (const { type, role, content = [] } of request.input) {
      // Nothing is stored here, so nothing can be referred to.
      if (type === 'item_reference') throw new BadRequest(404, 'input: no such item, items are not stored');
      if (role === 'user' || role === 'assistant')
        turns.push(...content.map((text) => ({ role, text }) as const));
      else system.push(...content);
    }
    return {
      model: request.model,
      system: system.join('\n'),
      turns,
      stream: request.stream ?? false,
      maxTokens: request.max_output_tokens ?? Infinity,
    };
  },
  createFrames: (model) => new ResponsesFrames(model),
  toBody(model, text, finish) {
    const itemId = createItemId();
    return toResponse({ id: createResponseId(), model, output: [toItem(itemId, text)], finish });
  },
  toErrorBody: toOpenAIErrorBody,
};

class ResponsesFrames implements Frames {
  #id = createResponseId();
  #itemId = createItemId();
  #model: string;
  #sequence = 0;
  #text = '';
  #deltaHead: string;

  constructor(model: string) {
    this.#model = model;
    this.#deltaHead =
      'event: response.output_text.delta\ndata: {"type":"response.output_text.delta","item_id":"' +
      `${this.#itemId}","output_index":0,"content_index":0,"logprobs":[],"sequence_number":`;
  }

  open(): string {
    const response = toResponse({ id: this.#id, model: this.#model, output: [] });
    const item = { type: 'message', id: this.#itemId, status: 'in_progress', role: 'assistant', content: [] };
    return (
      this.#frame('response.created', { response }) +
      this.#frame('response.in_progress', { response }) +
      this.#frame('response.output_item.added', { output_index: 0, item }) +
      this.#frame('response.content_part.added', { ...this.#place, part: toPart('') })
    );
  }

  delta(token: string): string {
    this.#text += token;
    return `${this.#deltaHead}${this.#sequence++},"delta":${JSON.stringify(token)}}\n\n`;
  }

  close(finish: Finish): string {
    const item = toItem(this.#itemId, this.#text);
    const response = toResponse({ id: this.#id, model: this.#model, output: [item], finish });
    return (
      this.#frame('response.output_text.done', { ...this.#place, text: this.#text }) +
      this.#frame('response.content_part.done', { ...this.#place, part: toPart(this.#text) }) +
      this.#frame('response.output_item.done', { output_index: 0, item }) +
      this.#frame(finish.reason === 'stop' ? 'response.completed' : 'response.incomplete', { response })
    );
  }

  failure(): string {
    return this.#frame('error', {
      code: 'server_error',
      message: 'The demo model fails as it was asked to.',
      param: null,
    });
  }

  unknown(): string {
    return this.#frame('response.dream.delta', { ...this.#place, dream: true });
  }

  get #place() {
    return { item_id: this.#itemId, output_index: 0, content_index: 0 };
  }

  #frame(type: string, data: object): string {
    return toFrame({ type, ...data, sequence_number: this.#sequence++ }, type);
  }
}

const createResponseId = () => `resp_${crypto.randomUUID()}`;
const createItemId = () => `msg_${crypto.randomUUID()}`;
const toPart = (text: string) => ({ type: 'output_text', text, annotations: [] });
const toItem = (id: string, text: string) => ({
  type: 'message',
  id,
  status: 'completed',
  role: 'assistant',
  content: [toPart(text)],
});

function toResponse({
  id,
  model,
  output,
  finish,
}: {
  id: string;
  model: string;
  output: object[];
  finish?: Finish;
}) {
  return {
    id,
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    model,
    output,
    status: finish === undefined ? 'in_progress' : finish.reason === 'stop' ? 'completed' : 'incomplete',
    incomplete_details: finish?.reason === 'length' ? { reason: 'max_output_tokens' } : null,
    usage: finish && {
      input_tokens: finish.inputTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: finish.outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: finish.inputTokens + finish.outputTokens,
    },
  };
}
