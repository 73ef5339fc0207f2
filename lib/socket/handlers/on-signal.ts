import { AppError } from '#lib/protocol/error.ts';
import { signalSchema } from '#lib/protocol/socket.ts';
import { defineHandler } from '../event-handler.ts';
import { sessionRoom } from '../rooms.ts';

/** Passed on to who reads the session live, on this node; kept nowhere. Only who has joined is heard. */
export const signalHandler = defineHandler({
  bucket: 'signal',
  schema: signalSchema,
  run({ socket, joined, login, deviceId }, signal) {
    if (!joined.get(signal.sessionId))
      throw new AppError('not-found', 'cannot signal: the session is not joined');
    socket.to(sessionRoom(signal.sessionId)).emit('signal', { ...signal, userId: login.userId, deviceId });
    return Promise.resolve({ ack: { ok: true } });
  },
});
