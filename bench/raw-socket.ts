import { WebSocket } from 'ws';

/**
 * As little of a Socket.IO client as it takes to read events, so that the load generator leaves the processor to what
 * it measures. Speaks Engine.IO 4 over one WebSocket and never reconnects.
 */
export class RawSocket {
  onEvent: (name: string, payload: unknown) => void = () => undefined;
  readonly #socket: WebSocket;
  readonly #replies = new Map<number, (reply: unknown) => void>();
  #nextId = 0;
  #isConnected = false;
  #settle: { resolve: () => void; reject: (error: Error) => void } | undefined;

  constructor(url: string, headers: Record<string, string>, auth: object) {
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers,
      perMessageDeflate: false,
    });
    // Cast: text frames come as one buffer.
    this.#socket.on('message', (data) => this.#hear((data as Buffer).toString(), auth));
    this.#socket.on('error', (error) => this.#settle?.reject(error));
    this.#socket.on('close', (code) =>
      this.#settle?.reject(new Error(`cannot connect: closed with ${code}`)),
    );
  }

  /** Resolves when the server has let it in. */
  connected(): Promise<void> {
    if (this.#isConnected) return Promise.resolve();
    return new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
  }

  /**
   * Never resolves when the socket is lost first. `onReply` runs before any event that came after the reply; whoever
   * awaits the promise may already have heard some.
   */
  request(name: string, payload: unknown, onReply?: (reply: unknown) => void): Promise<unknown> {
    const id = this.#nextId++;
    this.#socket.send(`42${id}${JSON.stringify([name, payload])}`);
    return new Promise((resolve) => {
      this.#replies.set(id, (reply) => {
        onReply?.(reply);
        resolve(reply);
      });
    });
  }

  /** As a network that breaks: no goodbye. */
  drop(): void {
    this.onEvent = () => undefined;
    this.#socket.terminate();
  }

  #hear(frame: string, auth: object): void {
    if (frame.startsWith('42')) {
      // Cast: the shape of every event frame.
      const [name, payload] = JSON.parse(frame.slice(2)) as [string, unknown];
      this.onEvent(name, payload);
    } else if (frame.startsWith('43')) this.#answer(frame);
    else if (frame === '2') this.#socket.send('3');
    else if (frame.startsWith('0')) this.#socket.send(`40${JSON.stringify(auth)}`);
    else if (frame.startsWith('40')) {
      this.#isConnected = true;
      this.#settle?.resolve();
    } else if (frame.startsWith('44')) this.#settle?.reject(new Error(`cannot connect: ${frame.slice(2)}`));
  }

  #answer(frame: string): void {
    const start = frame.indexOf('[');
    const id = Number(frame.slice(2, start));
    // Cast: the shape of every answer frame.
    const [reply] = JSON.parse(frame.slice(start)) as [unknown];
    this.#replies.get(id)?.(reply);
    this.#replies.delete(id);
  }
}
