import { z } from 'zod';
import { MessagesFrames, stopReasons, toBlock, toMessage, toOutputUsage } from './anthropic-frames.ts';
import { BadRequest } from './bad-request.ts';
import type { Turn } from './conversation.ts';
import { requireResults } from './require-results.ts';
import { modelSchema, parseBody, textsSchema, type WireFormat } from './wire-format.ts';

// https://docs.anthropic.com/en/api/messages, as far as text, thinking and tools go.

const blockSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string().min(1) }),
  z.looseObject({ type: z.literal('tool_use'), id: z.string(), name: z.string(), input: z.unknown() }),
  z.looseObject({
    type: z.literal('tool_result'),
    tool_use_id: z.string(),
    content: textsSchema.optional(),
    is_error: z.boolean().nullish(),
  }),
]);
type Block = z.infer<typeof blockSchema>;

const requestSchema = z.looseObject({
  model: modelSchema,
  max_tokens: z.number().int().positive(),
  system: textsSchema.optional(),
  messages: z.array(
    z.looseObject({
      role: z.enum(['user', 'assistant']),
      content: z
        .union([z.string().transform((text) => [{ type: 'text', text }]), z.array(z.unknown())])
        .pipe(z.array(blockSchema)),
    }),
  ),
  tools: z.array(z.looseObject({ name: z.string(), input_schema: z.unknown() })).nullish(),
  stream: z.boolean().nullish(),
});

export const anthropicMessages: WireFormat = {
  parse(body) {
    const request = parseBody(requestSchema, body);
    const turns = request.messages.flatMap(({ role, content }) =>
      content.map((block) => toTurn(role, block)),
    );
    const last = turns.at(-1);
    if (last?.role === 'assistant' && /\s$/.test(last.text)) {
      throw new BadRequest(400, 'messages: final assistant content cannot end with trailing whitespace');
    }
    return {
      model: request.model,
      system: request.system?.join('\n') ?? '',
      turns: requireResults(turns),
      tools: (request.tools ?? []).map((tool) => ({ name: tool.name, inputSchema: tool.input_schema })),
      stream: request.stream ?? false,
      maxTokens: request.max_tokens,
    };
  },
  createFrames: (model, inputTokens) => new MessagesFrames(model, inputTokens),
  toBody: (model, parts, finish) => ({
    ...toMessage(model, finish.inputTokens),
    content: parts.map(toBlock),
    stop_reason: stopReasons[finish.reason],
    usage: { input_tokens: finish.inputTokens, ...toOutputUsage(finish) },
  }),
  toErrorBody: (status, message) => ({
    type: 'error',
    error: { type: errorTypes[status] ?? (status >= 500 ? 'api_error' : 'invalid_request_error'), message },
    request_id: `req_${crypto.randomUUID()}`,
  }),
};

function toTurn(role: 'user' | 'assistant', block: Block): Turn {
  switch (block.type) {
    case 'text':
      return { role, text: block.text };
    case 'thinking':
      return { role: 'reasoning', text: block.thinking };
    case 'tool_use':
      return { role: 'call', id: block.id, name: block.name, text: JSON.stringify(block.input ?? {}) };
    case 'tool_result': {
      const { tool_use_id: id, content = [], is_error: failed } = block;
      return { role: 'result', id, text: content.join('\n'), failed: failed ?? false };
    }
  }
}

const errorTypes: Record<number, string> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};
