import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock, type Clock } from '#lib/base/clock.ts';
import { anthropicMessages } from './anthropic-messages.ts';
import { Answerer } from './answerer.ts';
import { BadRequest } from './bad-request.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiResponses } from './openai-responses.ts';
import { defaultPace, type Pace } from './pacing.ts';
import { readJsonBody } from './read-body.ts';
import type { Script } from './script.ts';
import { sendJson } from './send-json.ts';
import type { WireFormat } from './wire-format.ts';

export interface DemoModelServerOptions {
  clock?: Clock;
  /** Changes the rhythm of the words, never the words. */
  seed?: number;
  /** The pace of prompts that don't ask for one. */
  defaults?: Partial<Pace>;
  /** Whether `[fault: ...]` in a prompt is obeyed. Off, it is text like any other. */
  faults?: boolean;
  /** Scripts beside the built-in ones, for measurements. */
  findScript?: (prompt: string) => Script | undefined;
}

export interface DemoModelServer {
  /** Listens on loopback; port 0 takes a free one. `url` has no path: the APIs are below `/v1`. */
  start(options?: { port?: number }): Promise<{ url: string; port: number }>;
  /** Closes every connection, answers in progress included. */
  stop(): Promise<void>;
}

const routes: Record<string, WireFormat> = {
  '/v1/responses': openaiResponses,
  '/v1/chat/completions': openaiChat,
  '/v1/messages': anthropicMessages,
};

/** A model provider that needs no key: scripted, deterministic, and reached over HTTP like any other. */
export function createDemoModelServer(options: DemoModelServerOptions = {}): DemoModelServer {
  const answerer = new Answerer({
    clock: options.clock ?? systemClock,
    seed: options.seed ?? 0,
    pace: { ...defaultPace, ...options.defaults },
    obeysFaults: options.faults ?? false,
    findScript: options.findScript ?? (() => undefined),
  });
  const server = createServer((request, response) => void handle(answerer, request, response));
  return {
    start: ({ port = 0 } = {}) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          server.off('error', reject);
          // Cast: a server that listens on TCP has an address with a port.
          const { port: taken } = server.address() as AddressInfo;
          resolve({ url: `http://127.0.0.1:${taken}`, port: taken });
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Never throws: whatever a client sends, it gets an answer in its provider's shape and the server goes on. */
async function handle(answerer: Answerer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const format = routes[(request.url ?? '').split('?')[0] ?? ''];
  response.on('error', () => response.destroy());
  try {
    if (!format || request.method !== 'POST')
      throw new BadRequest(404, `cannot find ${request.method} ${request.url}`);
    await answerer.answer(format, await readJsonBody(request), response);
  } catch (error) {
    const status = error instanceof BadRequest ? error.status : 500;
    const message =
      error instanceof BadRequest ? error.message : 'cannot answer request: the demo model has a fault';
    if (response.headersSent || response.destroyed) return void response.destroy();
    sendJson(response, status, (format ?? openaiChat).toErrorBody(status, message));
  }
}
