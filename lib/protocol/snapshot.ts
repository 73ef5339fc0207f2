import { z } from 'zod';
import { approvalReasonSchema, approvalScopeSchema, runEndReasonSchema } from './event.ts';
import { actorSchema, idSchema, seqSchema, timeSchema } from './fields.ts';
import { messageSchema, partSchema } from './message.ts';

export const runStatusSchema = z.enum(['requested', 'running', 'recovering', 'suspended', 'ended']);

export const runSchema = z.object({
  runId: idSchema,
  messageId: idSchema,
  parentRunId: idSchema.optional(),
  status: runStatusSchema,
  attempt: z.number().int().nonnegative(),
  cancelRequested: z.boolean().optional(),
  /** While suspended: ids of approvals or runs, or `retry-at:<ISO time>`. */
  waitingFor: z.array(z.string()).optional(),
  reason: runEndReasonSchema.optional(),
  code: z.string().optional(),
  /** Who asked for the answer, and from which device. */
  actor: actorSchema.optional(),
});
export type Run = z.infer<typeof runSchema>;

export const queueItemSchema = z.object({
  itemId: idSchema,
  parts: z.array(partSchema),
  actor: actorSchema,
  at: timeSchema,
});
export type QueueItem = z.infer<typeof queueItemSchema>;

export const steerSchema = z.object({
  runId: idSchema,
  messageId: idSchema,
  parts: z.array(partSchema),
  /** The step that was given it; absent while it waits. */
  step: z.number().int().nonnegative().optional(),
});
export type Steer = z.infer<typeof steerSchema>;

export const approvalSchema = z.object({
  approvalId: idSchema,
  runId: idSchema,
  toolCallId: z.string(),
  inputHash: z.string(),
  toolName: z.string(),
  why: approvalReasonSchema,
  expiresAt: timeSchema,
  sessionScope: z.boolean(),
  status: z.enum(['requested', 'approved', 'denied', 'expired']),
  decidedBy: actorSchema.optional(),
  scope: approvalScopeSchema.optional(),
  reason: z.string().optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** Folded state at `seq`: the newest messages of the viewer's branch and all that is live. */
export const snapshotSchema = z.object({
  seq: seqSchema,
  session: z.object({ sessionId: idSchema, title: z.string().nullable(), archived: z.boolean() }),
  /** Oldest first. */
  messages: z.array(messageSchema),
  /** Id of the oldest loaded message if there are older ones on its branch: `history` goes on from it. */
  olderBefore: idSchema.nullable(),
  /** Runs of the loaded messages, and every live run. */
  runs: z.array(runSchema),
  queue: z.array(queueItemSchema),
  steers: z.array(steerSchema),
  approvals: z.array(approvalSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export const sessionRowSchema = z.object({
  sessionId: idSchema,
  title: z.string().nullable(),
  lastSeq: seqSchema,
  readSeq: seqSchema,
  live: z.boolean(),
  /** A run of it waits for a person to answer whether a tool may run. */
  needsApproval: z.boolean(),
  archived: z.boolean(),
  updatedAt: timeSchema,
});
/** One row of `list-sessions`, also sent as `session-changed`. */
export type SessionRow = z.infer<typeof sessionRowSchema>;
