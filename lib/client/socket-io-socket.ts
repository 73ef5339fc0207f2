import { io, type ManagerOptions, type SocketOptions } from 'socket.io-client';
import type { Handshake } from '#lib/protocol/socket.ts';
import { PROTOCOL_VERSION } from '#lib/protocol/version.ts';
import type { OpenSocket, Refusal, ServerEventName } from './raw-socket.ts';

const serverEvents = {
  hello: true,
  events: true,
  'session-changed': true,
  'session-gone': true,
  notice: true,
  signal: true,
} satisfies Record<ServerEventName, true>;

export interface SocketIoOptions {
  /** Origin of the server; absent: of the page. */
  url?: string;
  deviceId: string;
  /** Node only: a browser sends its own cookie and origin. */
  headers?: Record<string, string>;
}

/** Each socket is a connection of its own over websocket, and never reconnects by itself: `Connection` does that. */
export function createOpenSocket({ url, deviceId, headers }: SocketIoOptions): OpenSocket {
  const auth: Handshake = { protocol: PROTOCOL_VERSION, deviceId };
  const options: Partial<ManagerOptions & SocketOptions> = {
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...(headers && { extraHeaders: headers }),
  };
  return (handlers) => {
    const socket = url === undefined ? io(options) : io(url, options);
    // Cast: `Object.keys` of a record over the event names.
    for (const name of Object.keys(serverEvents) as ServerEventName[]) {
      socket.on(name, (payload) => handlers.onEvent(name, payload));
    }
    // Only a refusal by our own server carries data.
    socket.on('connect_error', (error: Error & { data?: Refusal }) => handlers.onRefused(error.data));
    socket.on('disconnect', () => handlers.onClose());
    return {
      emit(event, payload, acknowledge) {
        if (acknowledge) socket.emit(event, payload, acknowledge);
        else socket.emit(event, payload);
      },
      close() {
        socket.removeAllListeners();
        socket.disconnect();
      },
    };
  };
}
