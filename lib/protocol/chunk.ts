import { z } from 'zod';
import { budgetDataSchema, compactionDataSchema } from './data-part.ts';
import { usageSchema } from './fields.ts';

const id = z.string().min(1).max(200);
const providerMetadata = z.record(z.string(), z.unknown()).optional();
const toolCall = { toolCallId: id, toolName: z.string().min(1).max(200) };
const toolFlags = {
  providerExecuted: z.boolean().optional(),
  dynamic: z.boolean().optional(),
  title: z.string().optional(),
  providerMetadata,
};

const toolOutcome = {
  durationMs: z.number().int().nonnegative().optional(),
  /** Written by somebody else than this application's own people: data, never orders. */
  untrusted: z.boolean().optional(),
};

/**
 * The content chunks of AI SDK's `UIMessageChunk` that a run may write. `start`, `finish`, `abort` and `error` are
 * missing on purpose: `run-request`, `run-start` and `run-end` say those things, exactly once. [R1]
 */
export const chunkSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start-step') }),
  /** The model's call is over; its tools, if it asked for any, run after this. */
  z.object({
    type: z.literal('finish-step'),
    finishReason: z.string().optional(),
    usage: usageSchema.optional(),
  }),
  z.object({ type: z.literal('reset-step') }),
  z.object({ type: z.literal('text-start'), id, providerMetadata }),
  z.object({ type: z.literal('text-delta'), id, delta: z.string(), providerMetadata }),
  z.object({ type: z.literal('text-end'), id, providerMetadata }),
  z.object({ type: z.literal('reasoning-start'), id, providerMetadata }),
  z.object({ type: z.literal('reasoning-delta'), id, delta: z.string(), providerMetadata }),
  z.object({ type: z.literal('reasoning-end'), id, providerMetadata }),
  z.object({ type: z.literal('tool-input-start'), ...toolCall, ...toolFlags }),
  z.object({ type: z.literal('tool-input-delta'), toolCallId: id, inputTextDelta: z.string() }),
  z.object({ type: z.literal('tool-input-available'), ...toolCall, ...toolFlags, input: z.unknown() }),
  z.object({
    type: z.literal('tool-input-error'),
    ...toolCall,
    ...toolFlags,
    input: z.unknown(),
    errorText: z.string(),
  }),
  z.object({
    type: z.literal('tool-output-available'),
    toolCallId: id,
    output: z.unknown(),
    preliminary: z.boolean().optional(),
    ...toolFlags,
    ...toolOutcome,
  }),
  z.object({
    type: z.literal('tool-output-error'),
    toolCallId: id,
    errorText: z.string(),
    ...toolFlags,
    ...toolOutcome,
  }),
  z.object({ type: z.literal('tool-output-denied'), toolCallId: id }),
  z.object({
    type: z.literal('source-url'),
    sourceId: id,
    url: z.string(),
    title: z.string().optional(),
    providerMetadata,
  }),
  z.object({
    type: z.literal('source-document'),
    sourceId: id,
    mediaType: z.string(),
    title: z.string(),
    filename: z.string().optional(),
    providerMetadata,
  }),
  z.object({ type: z.literal('file'), url: z.string(), mediaType: z.string(), providerMetadata }),
  z.object({ type: z.literal('data-compaction'), id, data: compactionDataSchema }),
  z.object({ type: z.literal('data-budget'), id, data: budgetDataSchema }),
]);
export type Chunk = z.infer<typeof chunkSchema>;
