import { z } from 'zod';
import { chunkSchema } from './chunk.ts';
import { actorSchema, idSchema, roleSchema, skillRefSchema, timeSchema, usageSchema } from './fields.ts';
import { messageRoleSchema, partSchema } from './message.ts';

const runId = idSchema;
const parts = z.array(partSchema);
const toolCallId = z.string();

export const runStrategySchema = z.enum(['first', 'continue', 'restart', 'resume']);
export type RunStrategy = z.infer<typeof runStrategySchema>;
export const runEndReasonSchema = z.enum(['complete', 'cancelled', 'error']);
export type RunEndReason = z.infer<typeof runEndReasonSchema>;

const approval = { approvalId: idSchema, runId, toolCallId, inputHash: z.string() };

/**
 * Why a person is asked: the tool's own rule; the run has read untrusted content and the tool writes or sends; or the
 * tool was started by a worker that died, and nobody knows whether it did its work. [A1] [R4]
 */
export const approvalReasonSchema = z.enum(['policy', 'untrusted', 'unknown-outcome']);
export type ApprovalReason = z.infer<typeof approvalReasonSchema>;
/** `session`: also for the next calls of the same tool in this session. */
export const approvalScopeSchema = z.enum(['once', 'session']);
export type ApprovalScope = z.infer<typeof approvalScopeSchema>;
const participant = { userId: z.string(), role: roleSchema };

/** What happened, without where in the log: what a writer hands to the append. */
export const eventBodySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('session-create'),
    title: z.string().optional(),
    forkedFrom: idSchema.optional(),
  }),
  z.object({
    type: z.literal('message-add'),
    message: z.object({ id: idSchema, parentId: idSchema.nullable(), role: messageRoleSchema, parts }),
  }),
  z.object({
    type: z.literal('run-request'),
    runId,
    messageId: idSchema,
    parentId: idSchema.nullable(),
    agent: z.string(),
    model: z.string(),
    parentRunId: idSchema.optional(),
  }),
  z.object({
    type: z.literal('run-start'),
    runId,
    attempt: z.number().int().positive(),
    strategy: runStrategySchema,
    skill: skillRefSchema.optional(),
    reason: z.string().optional(),
  }),
  z.object({ type: z.literal('run-chunk'), runId, chunks: z.array(chunkSchema).min(1) }),
  z.object({ type: z.literal('tool-start'), runId, toolCallId }),
  z.object({ type: z.literal('run-suspend'), runId, waitingFor: z.array(z.string()) }),
  z.object({ type: z.literal('run-cancel'), runId }),
  z.object({ type: z.literal('run-steer'), runId, messageId: idSchema, parts }),
  z.object({
    type: z.literal('steer-consume'),
    runId,
    messageId: idSchema,
    step: z.number().int().nonnegative(),
  }),
  z.object({
    type: z.literal('run-end'),
    runId,
    reason: runEndReasonSchema,
    code: z.string().optional(),
    usage: usageSchema.optional(),
  }),
  z.object({
    type: z.literal('queue-add'),
    itemId: idSchema,
    parts,
    beforeItemId: idSchema.nullable().optional(),
  }),
  z.object({ type: z.literal('queue-edit'), itemId: idSchema, parts }),
  z.object({ type: z.literal('queue-move'), itemId: idSchema, beforeItemId: idSchema.nullable() }),
  z.object({ type: z.literal('queue-remove'), itemId: idSchema }),
  z.object({
    type: z.literal('approval-request'),
    ...approval,
    toolName: z.string(),
    why: approvalReasonSchema,
    expiresAt: timeSchema,
    /** Whether it may be answered for the whole session. */
    sessionScope: z.boolean(),
  }),
  z.object({
    type: z.literal('approval-response'),
    ...approval,
    decision: z.enum(['approve', 'deny']),
    scope: approvalScopeSchema.optional(),
    reason: z.string().optional(),
  }),
  z.object({ type: z.literal('approval-expire'), ...approval }),
  z.object({
    type: z.literal('message-rate'),
    messageId: idSchema,
    value: z.union([z.literal(1), z.literal(-1), z.literal(0)]),
    note: z.string().optional(),
  }),
  z.object({ type: z.literal('session-rename'), title: z.string() }),
  z.object({ type: z.literal('session-archive'), archived: z.boolean() }),
  z.object({ type: z.literal('participant-add'), ...participant }),
  z.object({ type: z.literal('participant-change'), ...participant }),
  z.object({ type: z.literal('participant-remove'), userId: z.string() }),
]);
export type EventBody = z.infer<typeof eventBodySchema>;
export type EventType = EventBody['type'];

const placeSchema = z.object({ seq: z.number().int().positive(), at: timeSchema, actor: actorSchema });

/** A fact in the log, as it crosses the wire: `{ seq, at, actor, type, ...payload }`. */
export const eventSchema = z.intersection(placeSchema, eventBodySchema);
export type Event = z.infer<typeof placeSchema> & EventBody;

export function runIdOf(event: EventBody): string | undefined {
  return 'runId' in event ? event.runId : undefined;
}
