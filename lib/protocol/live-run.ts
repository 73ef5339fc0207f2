import { z } from 'zod';

/** A run that has not ended, without a word of what is said in its session. */
export const liveRunSchema = z.object({
  runId: z.string(),
  sessionId: z.string(),
  /** Of a sub-agent: the run that began it. */
  parentRunId: z.string().nullable(),
  /** Name of a person, where they still exist. */
  requestedBy: z.string().nullable(),
  agent: z.string(),
  model: z.string(),
  status: z.enum(['requested', 'running', 'suspended']),
  epoch: z.number(),
  attempt: z.number(),
  /** The node that has the lease. */
  holder: z.string().nullable(),
  /** Until the lease ends, by the database's clock; negative when it has. */
  leaseMs: z.number().nullable(),
  /** Somebody wants it to stop. */
  isCancelling: z.boolean(),
  /** Of the session's newest event. */
  seq: z.number(),
  ageMs: z.number(),
});
export type LiveRun = z.infer<typeof liveRunSchema>;

/** Oldest first; `total` counts those that are not listed, too. */
export const liveRunsSchema = z.object({ runs: z.array(liveRunSchema), total: z.number() });
export type LiveRunsReply = z.infer<typeof liveRunsSchema>;
