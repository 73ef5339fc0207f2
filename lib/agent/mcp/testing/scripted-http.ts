import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A local HTTP server that does as it is told, for the test that runs. `hits` counts what reached it. */
export async function startScriptedHttp(
  listener: RequestListener,
): Promise<{ url: string; port: number; readonly hits: number; readonly sockets: number }> {
  let hits = 0;
  let sockets = 0;
  const server = createServer((request, response) => {
    hits += 1;
    listener(request, response);
  });
  server.on('connection', (socket) => {
    sockets += 1;
    socket.on('close', () => (sockets -= 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  // Cast: a server that listens on a port has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    port,
    get hits() {
      return hits;
    },
    get sockets() {
      return sockets;
    },
  };
}

/** An address on this machine where nobody listens. */
export async function findClosedUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Cast: a server that listens on a port has an address with a port.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/mcp`;
}
