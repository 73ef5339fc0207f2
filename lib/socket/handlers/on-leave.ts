import { leaveRequestSchema } from '#lib/protocol/socket.ts';
import { defineHandler } from '../event-handler.ts';

/** Leaving what was not joined is fine: the outcome is the same. Nothing is cancelled by it. [C1] */
export const leaveHandler = defineHandler({
  bucket: 'read',
  schema: leaveRequestSchema,
  run(connection, { sessionId }) {
    const joined = connection.joined.get(sessionId);
    if (joined) connection.joined.remove(joined);
    return Promise.resolve({ ack: { ok: true } });
  },
});
