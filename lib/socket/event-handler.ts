import type { z } from 'zod';
import { AppError } from '#lib/protocol/error.ts';
import type { Ack } from '#lib/protocol/socket.ts';
import type { Bucket, Connection } from './connection.ts';

export interface Answer<Reply extends object> {
  ack: Ack<Reply>;
  /** Runs when the ack is on its way: what it sends arrives after the ack. */
  afterAck?: () => void;
}

/** What happens on one event of the protocol. */
export interface EventHandler {
  readonly bucket: Bucket;
  /** @throws AppError for everything that is expected to go wrong. */
  answer(connection: Connection, payload: unknown): Promise<Answer<object>>;
}

/** Strict parse, then `run`, which authorises against the database before it has any effect. */
export function defineHandler<Request, Reply extends object>(definition: {
  bucket: Bucket;
  schema: z.ZodType<Request>;
  run(connection: Connection, request: Request): Promise<Answer<Reply>>;
}): EventHandler {
  return {
    bucket: definition.bucket,
    async answer(connection, payload) {
      const parsed = definition.schema.safeParse(payload);
      if (parsed.success) return definition.run(connection, parsed.data);
      const [issue] = parsed.error.issues;
      const why = `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim().slice(0, 200);
      throw new AppError('invalid-input', `cannot read request: ${why}`);
    },
  };
}
