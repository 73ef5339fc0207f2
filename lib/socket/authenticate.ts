import { z } from 'zod';
import type { Logins } from '#lib/auth/logins.ts';
import { AppError } from '#lib/protocol/error.ts';
import { handshakeSchema } from '#lib/protocol/socket.ts';
import { PROTOCOL_VERSION } from '#lib/protocol/version.ts';
import type { HandshakeLimit } from './handshake-limit.ts';
import type { SocketData, TypedSocket } from './typed-socket.ts';

const versionSchema = z.object({ protocol: z.number() });

/** Who opens this socket, by the login's row and not by what a cookie says. @throws AppError */
export async function authenticate(
  { handshake }: Pick<TypedSocket, 'handshake'>,
  dependencies: { logins: Pick<Logins, 'findLogin'>; limit: HandshakeLimit; network: string },
): Promise<SocketData> {
  const { logins, limit, network } = dependencies;
  const login = await logins.findLogin(new Headers({ cookie: handshake.headers.cookie ?? '' }));
  if (!login) {
    const retryAfterMs = limit.count(network);
    if (retryAfterMs > 0)
      throw new AppError('rate-limited', 'cannot connect: too many attempts', { retryAfterMs });
    throw new AppError('unauthorized', 'cannot connect: you are not signed in');
  }
  const version = versionSchema.safeParse(handshake.auth);
  // Before the strict parse: what a later version adds to the handshake is no fault of it.
  if (version.success && version.data.protocol !== PROTOCOL_VERSION) {
    throw new AppError('upgrade-required', `cannot connect: this server speaks protocol ${PROTOCOL_VERSION}`);
  }
  const parsed = handshakeSchema.safeParse(handshake.auth);
  if (!parsed.success)
    throw new AppError('invalid-input', 'cannot connect: protocol and deviceId are needed');
  return { login, deviceId: parsed.data.deviceId };
}
