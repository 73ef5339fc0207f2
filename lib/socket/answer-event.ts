import { z } from 'zod';
import type { Logger } from '#lib/config/logger.ts';
import { AppError } from '#lib/protocol/error.ts';
import { idSchema } from '#lib/protocol/fields.ts';
import type { Ack, FailedAck } from '#lib/protocol/socket.ts';
import { toAppError } from '#lib/session/to-app-error.ts';
import type { Connection } from './connection.ts';
import type { Answer, EventHandler } from './event-handler.ts';

type Reply = (ack: Ack<object>) => void;

/**
 * Answers one event of one client: every outcome is an ack, if one was asked for. Never throws and never rejects,
 * whatever the client sent. [X17]
 */
export async function answerEvent(
  connection: Connection,
  handler: EventHandler,
  parameters: readonly unknown[],
  context: { event: string; logger: Logger },
): Promise<void> {
  const { payloads, reply } = splitParameters(parameters);
  let answer: Answer<object>;
  try {
    takeToken(connection, handler);
    if (payloads.length !== 1)
      throw new AppError('invalid-input', 'cannot read request: it has to be one object');
    answer = await handler.answer(connection, payloads[0]);
  } catch (error) {
    answer = { ack: toFailedAck(toRefusal(error, connection, context), payloads[0]) };
  }
  reply?.(answer.ack);
  answer.afterAck?.();
}

/** Socket.IO puts the ack callback last; a client that wants none sends none, and nothing else is one. */
function splitParameters(parameters: readonly unknown[]): {
  payloads: readonly unknown[];
  reply: Reply | undefined;
} {
  const last = parameters.at(-1);
  if (typeof last !== 'function') return { payloads: parameters, reply: undefined };
  return { payloads: parameters.slice(0, -1), reply: (ack) => void last(ack) };
}

function takeToken(connection: Connection, { bucket }: EventHandler): void {
  const retryAfterMs = connection.buckets[bucket].take();
  if (retryAfterMs === 0) return;
  if (connection.buckets.refusal.take() > 0) connection.close('rate-limited');
  throw new AppError('rate-limited', 'cannot answer: too many requests', { retryAfterMs });
}

function toRefusal(
  error: unknown,
  connection: Connection,
  context: { event: string; logger: Logger },
): AppError {
  const { logger, event } = context;
  const { userId } = connection.login;
  if (!(error instanceof AppError)) return toAppError(error, logger, { event, userId });
  if (error.code === 'not-found' || error.code === 'forbidden') {
    logger.info({ event, userId, code: error.code }, 'access refused');
  }
  return error;
}

const commandIdSchema = z.object({ commandId: idSchema });

/** A refused command is answered by its id even when the rest of it could not be read. */
function toFailedAck(error: AppError, payload: unknown): FailedAck {
  const command = commandIdSchema.safeParse(payload);
  return {
    ok: false,
    ...(command.success ? { commandId: command.data.commandId } : {}),
    error: error.toAckError(),
  };
}
