import { z } from 'zod';
import { BadRequest } from './bad-request.ts';
import type { Turn } from './conversation.ts';
import { toOpenAIErrorBody } from './openai-error.ts';
import { ResponsesFrames } from './openai-responses-frames.ts';
import { createItem, createResponseId, toResponse } from './openai-responses-items.ts';
import { requireResults } from './require-results.ts';
import { modelSchema, parseBody, textsSchema, type WireFormat } from './wire-format.ts';

// https://platform.openai.com/docs/api-reference/responses, as far as text, reasoning and functions go.

const itemSchema = z.looseObject({
  type: z.string().optional(),
  role: z.enum(['user', 'assistant', 'system', 'developer']).optional(),
  content: textsSchema.optional(),
  summary: textsSchema.optional(),
  call_id: z.string().optional(),
  name: z.string().optional(),
  arguments: z.string().optional(),
  output: textsSchema.optional(),
});

const requestSchema = z.looseObject({
  model: modelSchema,
  input: z
    .union([z.string().transform((text) => [{ role: 'user', content: text }]), z.array(z.unknown())])
    .pipe(z.array(itemSchema)),
  instructions: z.string().nullish(),
  tools: z.array(z.looseObject({ name: z.string().optional(), parameters: z.unknown() })).nullish(),
  stream: z.boolean().nullish(),
  max_output_tokens: z.number().int().positive().nullish(),
});

export const openaiResponses: WireFormat = {
  parse(body) {
    const request = parseBody(requestSchema, body);
    const system = request.input.flatMap(({ role, content = [] }) =>
      role === 'system' || role === 'developer' ? content : [],
    );
    return {
      model: request.model,
      system: [request.instructions ?? '', ...system].join('\n'),
      turns: requireResults(request.input.flatMap(toTurns)),
      tools: (request.tools ?? []).flatMap(({ name, parameters }) =>
        name === undefined ? [] : [{ name, inputSchema: parameters }],
      ),
      stream: request.stream ?? false,
      maxTokens: request.max_output_tokens ?? Infinity,
    };
  },
  createFrames: (model) => new ResponsesFrames(model),
  toBody: (model, parts, finish) =>
    toResponse({
      id: createResponseId(),
      model,
      output: parts.map((part) => createItem(part).done(part.text)),
      finish,
    }),
  toErrorBody: toOpenAIErrorBody,
};

function toTurns(item: z.infer<typeof itemSchema>): Turn[] {
  const { type, role, content = [], summary = [], call_id: id = '', name = '', output = [] } = item;
  // Nothing is stored here, so nothing can be referred to.
  if (type === 'item_reference') throw new BadRequest(404, 'input: no such item, items are not stored');
  if (type === 'function_call') return [{ role: 'call', id, name, text: item.arguments ?? '{}' }];
  if (type === 'function_call_output')
    return [{ role: 'result', id, text: output.join('\n'), failed: false }];
  if (type === 'reasoning') return [{ role: 'reasoning', text: summary.join('\n\n') }];
  return role === 'user' || role === 'assistant' ? content.map((text) => ({ role, text })) : [];
}
