import type { Server, Socket } from 'socket.io';
import type { Login } from '#lib/auth/logins.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '#lib/protocol/socket.ts';

type NoEvents = Record<never, never>;

/** Set by the handshake, before anything else sees the socket. */
export interface SocketData {
  login: Login;
  deviceId: string;
}

export type TypedServer = Server<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;
export type TypedSocket = Socket<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;
