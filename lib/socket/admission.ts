import type { IncomingMessage } from 'node:http';
import type { Clock } from '#lib/base/clock.ts';
import { toNetwork } from '#lib/auth/client-address.ts';
import type { Logins } from '#lib/auth/logins.ts';
import type { Logger } from '#lib/config/logger.ts';
import { AppError } from '#lib/protocol/error.ts';
import { authenticate } from './authenticate.ts';
import type { HandshakeLimit } from './handshake-limit.ts';
import { TokenBucket } from './token-bucket.ts';
import type { TypedServer, TypedSocket } from './typed-socket.ts';

/** Packets of any kind, nonsense too, before a connection is a flood. */
const PACKETS = { burst: 5000, perSecond: 1000 };

type Dependencies = {
  logins: Pick<Logins, 'findLogin'>;
  limit: HandshakeLimit;
  findAddress: (request: IncomingMessage) => string;
  clock: Clock;
  logger: Logger;
};

/** Lets in who is signed in. Everybody else gets `connect_error` with a code, and the connection is closed. [X1] */
export function admitSockets(io: TypedServer, dependencies: Dependencies): void {
  const seen = new WeakSet<TypedSocket['conn']>();
  io.engine.on('connection', (conn: TypedSocket['conn']) => closeFloods(conn, dependencies.clock));
  io.use(async (socket, next) => {
    const { conn } = socket;
    // A second one while the first is looked up would be a second lookup, a thousand would be a thousand.
    if (seen.has(conn)) return refuse(conn, next, new AppError('invalid-input', 'cannot connect twice'));
    seen.add(conn);
    const network = toNetwork(dependencies.findAddress(socket.request));
    try {
      socket.data = await authenticate(socket, { ...dependencies, network });
    } catch (error) {
      return refuse(conn, next, toAppError(error, dependencies.logger));
    }
    next();
  });
}

function toAppError(error: unknown, logger: Logger): AppError {
  if (error instanceof AppError) return error;
  logger.error({ error }, 'cannot admit a socket');
  return new AppError('internal', 'cannot connect: something broke', { cause: error });
}

function refuse(conn: TypedSocket['conn'], next: (error: Error) => void, error: AppError): void {
  const { code, message, retryable, retryAfterMs } = error.toAckError();
  next(Object.assign(new Error(message), { data: { code, retryable, retryAfterMs } }));
  // The refusal is written in the next tick; nothing that comes after it is wanted.
  setImmediate(() => conn.close());
}

function closeFloods(conn: TypedSocket['conn'], clock: Clock): void {
  const packets = new TokenBucket({ ...PACKETS, clock });
  conn.on('packet', () => {
    if (packets.take() > 0) conn.close(true);
  });
}
