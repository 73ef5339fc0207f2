import { z } from 'zod';
import { idSchema, seqSchema, titleSchema } from './fields.ts';
import { MAX_NOTE_CHARS } from './limits.ts';
import { userPartsSchema } from './message.ts';

const base = { commandId: idSchema, sessionId: idSchema };
const itemId = idSchema;
const messageId = idSchema;
const model = z.string().min(1).max(200).optional();

/** Strict: a key that is not listed refuses the command, so nothing a client claims about itself is ever read. */
export const commandSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...base, type: z.literal('create-session'), title: titleSchema.optional() }),
  z.strictObject({
    ...base,
    type: z.literal('send-message'),
    messageId,
    parts: userPartsSchema,
    /** Absent: at the tip of the default branch. Null: a new root. */
    parentId: idSchema.nullable().optional(),
    whenBusy: z.enum(['queue', 'steer', 'interrupt']).optional(),
    model,
    /** Create the session in the same transaction when it does not exist. */
    create: z.boolean().optional(),
  }),
  z.strictObject({ ...base, type: z.literal('cancel-run'), runId: idSchema }),
  z.strictObject({
    ...base,
    type: z.literal('edit-message'),
    messageId,
    newMessageId: idSchema,
    parts: userPartsSchema,
  }),
  z.strictObject({ ...base, type: z.literal('regenerate-message'), messageId, model }),
  z.strictObject({ ...base, type: z.literal('queue-edit'), itemId, parts: userPartsSchema }),
  z.strictObject({ ...base, type: z.literal('queue-move'), itemId, beforeItemId: idSchema.nullable() }),
  z.strictObject({ ...base, type: z.literal('queue-remove'), itemId }),
  z.strictObject({
    ...base,
    type: z.literal('respond-approval'),
    approvalId: idSchema,
    inputHash: z.string().max(200),
    decision: z.enum(['approve', 'deny']),
    reason: z.string().max(MAX_NOTE_CHARS).optional(),
    scope: z.enum(['once', 'session']),
  }),
  z.strictObject({ ...base, type: z.literal('rename-session'), title: titleSchema }),
  z.strictObject({ ...base, type: z.literal('archive-session'), archived: z.boolean() }),
  z.strictObject({ ...base, type: z.literal('delete-session') }),
  z.strictObject({ ...base, type: z.literal('restore-session') }),
  z.strictObject({ ...base, type: z.literal('fork-session'), messageId, newSessionId: idSchema }),
  z.strictObject({ ...base, type: z.literal('mark-read'), seq: seqSchema }),
  z.strictObject({
    ...base,
    type: z.literal('rate-message'),
    messageId,
    value: z.union([z.literal(1), z.literal(-1), z.literal(0)]),
    note: z.string().max(MAX_NOTE_CHARS).optional(),
  }),
]);
export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/** What a successful ack carries in `result`, per command. */
export interface CommandResults {
  'create-session': undefined;
  'send-message': { placed: 'run' | 'queue' | 'steer'; runId?: string };
  'cancel-run': { effect: 'ended' | 'requested' };
  'edit-message': { runId: string };
  'regenerate-message': { runId: string };
  'queue-edit': undefined;
  'queue-move': undefined;
  'queue-remove': undefined;
  'respond-approval': { decision: 'approve' | 'deny'; by: string };
  'rename-session': undefined;
  'archive-session': undefined;
  'delete-session': undefined;
  'restore-session': undefined;
  'fork-session': undefined;
  'mark-read': undefined;
  'rate-message': undefined;
}
