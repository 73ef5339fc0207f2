import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import next from 'next';
import { adminDoor } from './admin-door.ts';
import { hideFromOthers } from './hide-from-others.ts';

export interface Pages {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The socket of Next's development server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** Pages by Next, which is given a server of its own, so that it takes no socket of ours. */
export async function openPages({ dev }: { dev: boolean }): Promise<Pages> {
  const httpServer = createServer();
  const app = next({ dev, httpServer });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    async handle(request, response) {
      await hideFromOthers(request, adminDoor);
      await handle(request, response);
    },
    // By the event: what `getUpgradeHandler` returns knows nothing of that socket.
    upgrade: (...upgrade) => void httpServer.emit('upgrade', ...upgrade),
  };
}

/** Of a node that serves no pages. */
export const noPages: Pages = {
  handle: (_, response) => Promise.resolve(void response.writeHead(404).end()),
  upgrade: (_, socket) => void socket.destroy(),
};
