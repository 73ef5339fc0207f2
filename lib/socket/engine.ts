import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server } from 'socket.io';
import type { Config } from '#lib/config/env.ts';
import type { TypedServer } from './typed-socket.ts';

export type Engine = ReturnType<typeof createEngine>;

/**
 * Socket.IO behind a server that listens nowhere: it sees what the handshake gate passes on, and can't attach itself to
 * the real server's events.
 */
export function createEngine({
  limits,
  timings,
  longPolling,
}: Pick<Config, 'limits' | 'timings' | 'longPolling'>) {
  const front = createServer();
  const io: TypedServer = new Server(front, {
    path: '/socket.io',
    addTrailingSlash: false,
    // WebSocket alone needs no sticky sessions, and leaves no requests that other sites could make.
    transports: longPolling === 'on' ? ['websocket', 'polling'] : ['websocket'],
    allowUpgrades: longPolling === 'on',
    serveClient: false,
    perMessageDeflate: false,
    allowEIO3: false,
    maxHttpBufferSize: limits.frameBytes,
    connectTimeout: timings.connectTimeoutMs,
    pingInterval: timings.pingIntervalMs,
    pingTimeout: timings.pingTimeoutMs,
  });
  return {
    io,
    onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      void front.emit('upgrade', request, socket, head),
    onRequest: (request: IncomingMessage, response: ServerResponse) =>
      void front.emit('request', request, response),
  };
}
