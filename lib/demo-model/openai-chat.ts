import { z } from 'zod';
import type { Turn } from './conversation.ts';
import {
  ChatFrames,
  createCallId,
  createCompletionId,
  finishReasons,
  toUsage,
} from './openai-chat-frames.ts';
import { toOpenAIErrorBody } from './openai-error.ts';
import { requireResults } from './require-results.ts';
import { modelSchema, parseBody, textsSchema, type SaidPart, type WireFormat } from './wire-format.ts';

// https://platform.openai.com/docs/api-reference/chat, as far as text and tools go.

const messageSchema = z.looseObject({
  role: z.string(),
  content: textsSchema.optional(),
  reasoning_content: z.string().nullish(),
  tool_calls: z
    .array(z.looseObject({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }))
    .nullish(),
  tool_call_id: z.string().nullish(),
});

const requestSchema = z.looseObject({
  model: modelSchema,
  messages: z.array(messageSchema),
  tools: z
    .array(z.looseObject({ function: z.looseObject({ name: z.string(), parameters: z.unknown() }) }))
    .nullish(),
  stream: z.boolean().nullish(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
});

export const openaiChat: WireFormat = {
  parse(body) {
    const request = parseBody(requestSchema, body);
    const isSystem = ({ role }: { role: string }) => role === 'system' || role === 'developer';
    return {
      model: request.model,
      system: request.messages
        .flatMap((message) => (isSystem(message) ? (message.content ?? []) : []))
        .join('\n'),
      turns: requireResults(request.messages.flatMap(toTurns)),
      tools: (request.tools ?? []).map(({ function: { name, parameters } }) => ({
        name,
        inputSchema: parameters,
      })),
      stream: request.stream ?? false,
      maxTokens: request.max_completion_tokens ?? request.max_tokens ?? Infinity,
    };
  },
  createFrames: (model) => new ChatFrames(model),
  toBody: (model, parts, finish) => ({
    id: createCompletionId(),
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model,
    choices: [{ index: 0, message: toMessage(parts), finish_reason: finishReasons[finish.reason] }],
    usage: toUsage(finish),
  }),
  toErrorBody: toOpenAIErrorBody,
};

function toTurns(message: z.infer<typeof messageSchema>): Turn[] {
  const { role, content = [], reasoning_content: reasoning, tool_calls: calls, tool_call_id: id } = message;
  if (role === 'tool') return [{ role: 'result', id: id ?? '', text: content.join('\n'), failed: false }];
  if (role !== 'user' && role !== 'assistant') return [];
  return [
    ...(reasoning ? [{ role: 'reasoning', text: reasoning } as const] : []),
    ...content.filter((text) => text !== '').map((text) => ({ role, text }) as const),
    ...(calls ?? []).map(
      (call) =>
        ({ role: 'call', id: call.id, name: call.function.name, text: call.function.arguments }) as const,
    ),
  ];
}

function toMessage(parts: readonly SaidPart[]): object {
  const join = (kind: SaidPart['kind']) =>
    parts.map((part) => (part.kind === kind ? part.text : '')).join('');
  const calls = parts.flatMap((part) =>
    part.kind === 'call'
      ? [{ id: createCallId(), type: 'function', function: { name: part.name, arguments: part.text } }]
      : [],
  );
  return {
    role: 'assistant',
    content: join('text'),
    refusal: null,
    ...(parts.some((part) => part.kind === 'reasoning') && { reasoning_content: join('reasoning') }),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}
