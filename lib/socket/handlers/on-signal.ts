import { can } from '#lib/auth/can.ts';
import { AppError } from '#lib/protocol/error.ts';
import { signalSchema } from '#lib/protocol/socket.ts';
import { defineHandler } from '../event-handler.ts';
import { sessionRoom } from '../rooms.ts';

/** Passed on to who reads the session live, on this node; kept nowhere. Only who was let in, and may write, is heard. */
export const signalHandler = defineHandler({
  bucket: 'signal',
  schema: signalSchema,
  run({ socket, joined, login, deviceId }, signal) {
    const role = joined.get(signal.sessionId)?.role;
    if (!role) throw new AppError('not-found', 'cannot signal: the session is not joined');
    if (!can(role, 'signal'))
      throw new AppError('forbidden', 'cannot signal: your role in the session does not allow it');
    socket.to(sessionRoom(signal.sessionId)).emit('signal', { ...signal, userId: login.userId, deviceId });
    return Promise.resolve({ ack: { ok: true } });
  },
});
