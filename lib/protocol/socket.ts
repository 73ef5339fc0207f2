import { z } from 'zod';
import type { Command } from './command.ts';
import type { AckError, ErrorCode } from './error.ts';
import { eventSchema, type Event } from './event.ts';
import { epochSchema, idSchema, roleSchema, seqSchema } from './fields.ts';
import { MAX_HISTORY_MESSAGES, MAX_LIST_SESSIONS, MAX_READ_EVENTS } from './limits.ts';
import { messageSchema } from './message.ts';
import { sessionRowSchema, snapshotSchema, type SessionRow } from './snapshot.ts';

export const handshakeSchema = z.strictObject({
  protocol: z.number().int(),
  deviceId: z.string().min(1).max(100),
});
export type Handshake = z.infer<typeof handshakeSchema>;

/** Requests of a client, strict-parsed. `command` has its own schema. */
export const joinRequestSchema = z.strictObject({
  sessionId: idSchema,
  // Any number is accepted: an unusable cursor is answered with a snapshot, not with an error. [X27]
  cursor: z.unknown().optional(),
  epoch: z.unknown().optional(),
});
export const leaveRequestSchema = z.strictObject({ sessionId: idSchema });
export const readRequestSchema = z.strictObject({
  sessionId: idSchema,
  after: seqSchema,
  limit: z.number().int().min(0).max(MAX_READ_EVENTS),
});
export const historyRequestSchema = z.strictObject({
  sessionId: idSchema,
  beforeMessageId: idSchema,
  limit: z.number().int().min(1).max(MAX_HISTORY_MESSAGES),
});
export const listSessionsRequestSchema = z.strictObject({
  before: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(MAX_LIST_SESSIONS),
});
export const signalSchema = z.discriminatedUnion('type', [
  z.strictObject({ sessionId: idSchema, type: z.literal('typing'), typing: z.boolean() }),
  z.strictObject({ sessionId: idSchema, type: z.literal('focus'), focused: z.boolean() }),
]);
export type Signal = z.infer<typeof signalSchema>;
export type JoinRequest = { sessionId: string; cursor?: number; epoch?: string };
export type LeaveRequest = z.infer<typeof leaveRequestSchema>;
export type ReadRequest = z.infer<typeof readRequestSchema>;
export type HistoryRequest = z.infer<typeof historyRequestSchema>;
export type ListSessionsRequest = z.infer<typeof listSessionsRequestSchema>;

export interface FailedAck {
  ok: false;
  commandId?: string;
  error: AckError;
}
export type Ack<T> = ({ ok: true } & T) | FailedAck;

export const catchUpSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('events'), events: z.array(eventSchema), more: z.boolean().optional() }),
  z.object({ kind: z.literal('snapshot'), snapshot: snapshotSchema }),
]);
export type CatchUp = z.infer<typeof catchUpSchema>;

export const joinReplySchema = z.object({
  epoch: epochSchema,
  lastSeq: seqSchema,
  role: roleSchema,
  catchUp: catchUpSchema,
  presence: z.object({ devices: z.number().int().nonnegative() }),
});
export type JoinReply = z.infer<typeof joinReplySchema>;
export const readReplySchema = z.object({
  epoch: epochSchema,
  lastSeq: seqSchema,
  events: z.array(eventSchema),
});
export type ReadReply = z.infer<typeof readReplySchema>;
export const historyReplySchema = z.object({
  messages: z.array(messageSchema),
  olderBefore: idSchema.nullable(),
});
export type HistoryReply = z.infer<typeof historyReplySchema>;
export const listSessionsReplySchema = z.object({
  sessions: z.array(sessionRowSchema),
  next: z.string().nullable(),
});
export type ListSessionsReply = z.infer<typeof listSessionsReplySchema>;
export interface CommandReply {
  commandId: string;
  seq: number;
  result?: unknown;
}

export interface Hello {
  protocol: number;
  node: string;
  build: string;
  userId: string;
}
export interface EventsFrame {
  sessionId: string;
  epoch: string;
  events: Event[];
}
export interface SessionGone {
  sessionId: string;
  reason: 'deleted' | 'revoked';
}
export type Notice =
  | { kind: 'restarting'; retryInMs: number }
  /** Said just before the server closes this connection: why. */
  | { kind: 'closing'; code: ErrorCode };

type Reply<T> = (ack: Ack<T>) => void;

export interface ClientToServerEvents {
  join: (request: JoinRequest, reply: Reply<JoinReply>) => void;
  leave: (request: LeaveRequest, reply: Reply<object>) => void;
  read: (request: ReadRequest, reply: Reply<ReadReply>) => void;
  history: (request: HistoryRequest, reply: Reply<HistoryReply>) => void;
  'list-sessions': (request: ListSessionsRequest, reply: Reply<ListSessionsReply>) => void;
  command: (command: Command, reply: Reply<CommandReply>) => void;
  signal: (signal: Signal) => void;
}

export interface ServerToClientEvents {
  hello: (hello: Hello) => void;
  events: (frame: EventsFrame) => void;
  'session-changed': (row: SessionRow) => void;
  'session-gone': (gone: SessionGone) => void;
  notice: (notice: Notice) => void;
  signal: (signal: Signal & { userId: string; deviceId: string }) => void;
}
