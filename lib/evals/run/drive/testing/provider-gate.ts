import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a model provider: lets calls through, keeps them waiting, or answers for it that it is down. */
export class ProviderGate {
  /** Calls that wait at this moment, or waited until whoever made them went away. */
  held = 0;
  #failures = 0;
  #isOpen = true;
  #passing = Infinity;
  #opened = Promise.withResolvers<void>();
  readonly #target: string;
  readonly #server = createServer((request, response) => void this.#pass(request, response));

  constructor(target: string) {
    this.#target = target;
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    // Cast: a server that listens on a port has an address with one.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.open();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** Keeps every call but the first so many. */
  close(passing = 0): void {
    this.#opened = Promise.withResolvers();
    this.#isOpen = false;
    this.#passing = passing;
    this.held = 0;
  }

  open(): void {
    this.#isOpen = true;
    this.#opened.resolve();
  }

  /** Answers the next so many calls with a failure. */
  failNext(count: number): void {
    this.#failures = count;
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => response.destroy());
    if (this.#failures > 0) {
      this.#failures -= 1;
      return void response.writeHead(500).end('{}');
    }
    if (!this.#isOpen && --this.#passing < 0) {
      this.held += 1;
      await this.#opened.promise;
    }
    const onward = sendRequest(
      this.#target + (request.url ?? ''),
      { method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }
}
