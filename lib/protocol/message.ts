import { z } from 'zod';
import { budgetDataSchema, compactionDataSchema } from './data-part.ts';
import { actorSchema, idSchema, skillRefSchema, timeSchema, usageSchema } from './fields.ts';
import { MAX_MESSAGE_PARTS } from './limits.ts';

const providerMetadata = z.record(z.string(), z.unknown()).optional();

/** What became of the question whether the tool may run, and who answered it. */
const toolApprovalSchema = z.object({
  approvalId: idSchema,
  status: z.enum(['requested', 'approved', 'denied', 'expired']),
  by: actorSchema.optional(),
  scope: z.enum(['once', 'session']).optional(),
  reason: z.string().optional(),
});

const toolPartSchema = z.object({
  type: z.literal('dynamic-tool'),
  toolCallId: z.string(),
  toolName: z.string(),
  title: z.string().optional(),
  providerExecuted: z.boolean().optional(),
  state: z.enum([
    'input-streaming',
    'input-available',
    'approval-requested',
    'approval-responded',
    'running',
    'output-available',
    'output-error',
    'output-denied',
    'abandoned',
  ]),
  /** The raw input while it streams. */
  inputText: z.string().optional(),
  input: z.unknown().optional(),
  output: z.unknown().optional(),
  errorText: z.string().optional(),
  preliminary: z.boolean().optional(),
  /** Of the newest question, when there was one. */
  approval: toolApprovalSchema.optional(),
  startedAt: timeSchema.optional(),
  durationMs: z.number().int().nonnegative().optional(),
  untrusted: z.boolean().optional(),
  providerMetadata,
});

/** Parts of AI SDK's `UIMessage`; text and reasoning keep the id of their chunks, so that a continuation finds them. */
export const partSchema = z.discriminatedUnion('type', [
  /** Everything after a step that is not done belongs to it, and goes with it on a restart. */
  z.object({
    type: z.literal('step-start'),
    state: z.enum(['streaming', 'done']).optional(),
    finishReason: z.string().optional(),
    usage: usageSchema.optional(),
  }),
  z.object({
    type: z.literal('text'),
    id: z.string().optional(),
    text: z.string(),
    state: z.enum(['streaming', 'done']).optional(),
    providerMetadata,
  }),
  z.object({
    type: z.literal('reasoning'),
    id: z.string().optional(),
    text: z.string(),
    state: z.enum(['streaming', 'done', 'abandoned']).optional(),
    providerMetadata,
  }),
  toolPartSchema,
  z.object({
    type: z.literal('source-url'),
    sourceId: z.string(),
    url: z.string(),
    title: z.string().optional(),
  }),
  z.object({
    type: z.literal('source-document'),
    sourceId: z.string(),
    mediaType: z.string(),
    title: z.string(),
    filename: z.string().optional(),
  }),
  z.object({ type: z.literal('file'), url: z.string(), mediaType: z.string() }),
  z.object({ type: z.literal('data-compaction'), id: z.string(), data: compactionDataSchema }),
  z.object({ type: z.literal('data-budget'), id: z.string(), data: budgetDataSchema }),
]);
export type Part = z.infer<typeof partSchema>;
export type ToolPart = z.infer<typeof toolPartSchema>;

export const messageRoleSchema = z.enum(['user', 'assistant', 'system']);
export type MessageRole = z.infer<typeof messageRoleSchema>;

/** What a person may send: text, nothing else. `state` and ids are the server's. */
export const userPartsSchema = z
  .array(z.strictObject({ type: z.literal('text'), text: z.string() }))
  .min(1)
  .max(MAX_MESSAGE_PARTS);
export type UserPart = z.infer<typeof userPartsSchema>[number];

export const messageStatusSchema = z.enum(['complete', 'streaming', 'cancelled', 'error']);
export type MessageStatus = z.infer<typeof messageStatusSchema>;

export const messageSchema = z.object({
  id: idSchema,
  parentId: idSchema.nullable(),
  /** Ids of all messages with this parent, itself included, oldest first. */
  siblings: z.array(idSchema),
  role: messageRoleSchema,
  parts: z.array(partSchema),
  status: messageStatusSchema,
  runId: idSchema.optional(),
  createdAt: timeSchema,
  model: z.string().optional(),
  skill: skillRefSchema.optional(),
  usage: usageSchema.optional(),
  rating: z.union([z.literal(1), z.literal(-1)]).optional(),
});
export type Message = z.infer<typeof messageSchema>;
