import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** Slow senders are cut off: headers in 10 s, everything in 30 s. Responses may take as long as they want. */
const timeouts = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 };

/** An HTTP server that answers nonsense with a status and closes, and outlives whatever is sent to it. */
export function createHttpServer(listener: RequestListener): Server {
  const server = createServer({ ...timeouts, maxHeaderSize: 16 * 1024 }, listener);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const status =
      error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
    socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () =>
      socket.destroy(),
    );
  });
  return server;
}
