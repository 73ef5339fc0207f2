import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { FrameFault } from './frame-faults.ts';

const HOST = '127.0.0.1';
/** A Socket.IO message with our event, on the default namespace: the server never asks for its acknowledgement. */
const EVENTS_HEAD = '42["events",';
/** A Socket.IO message with our command, to be acknowledged, that sends what a person wrote. */
const SEND_MESSAGE = /^42\d+\["command",.*"type":"send-message"/s;
/** So long without a frame, those that a fault kept back go out. */
const LATE_MS = 150;

/** A careless box in the middle: passes HTTP on, and does what a fault says to the frames that carry events. */
export class FrameProxy {
  readonly #targetPort: number;
  readonly #server = createServer((incoming, response) => this.#passOn(incoming, response));
  /** What people write goes nowhere; what they hear, and their other commands, are left alone. */
  swallowsMessages = false;
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  #fault: FrameFault | undefined;
  #changed = 0;
  #connections = 0;
  #swallowed = 0;

  constructor(targetPort: number) {
    this.#targetPort = targetPort;
    this.#server.on('upgrade', (incoming, socket, head) => this.#upgrade(incoming, socket, head));
  }

  async start(): Promise<void> {
    await once(this.#server.listen(0, HOST), 'listening');
  }

  async stop(): Promise<void> {
    this.drop();
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  get url(): string {
    // Cast: a server that listens on TCP has an address with a port.
    return `http://${HOST}:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Frames that did not arrive as, when and as often as they were sent: proof that the fault was at work. */
  get changed(): number {
    return this.#changed;
  }

  /** WebSockets since the start. */
  get connections(): number {
    return this.#connections;
  }

  get swallowed(): number {
    return this.#swallowed;
  }

  /** Ends every WebSocket without a word. */
  drop(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  /** From now on; undefined passes everything on again. */
  inject(fault: FrameFault | undefined): void {
    this.#fault = fault;
  }

  #passOn(incoming: IncomingMessage, response: ServerResponse): void {
    const { method, url, headers } = incoming;
    const outgoing = request({
      host: HOST,
      port: this.#targetPort,
      method,
      path: url,
      headers,
      agent: false,
    });
    outgoing.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  #upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { cookie, origin, host, 'user-agent': userAgent } = incoming.headers;
    const headers = Object.fromEntries(
      Object.entries({ cookie, origin, host, 'user-agent': userAgent }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    const upstream = new WebSocket(`ws://${HOST}:${this.#targetPort}${incoming.url}`, {
      headers,
      perMessageDeflate: false,
    });
    socket.on('error', () => upstream.terminate());
    upstream.once('error', () => socket.destroy());
    upstream.once('open', () => {
      this.#sockets.handleUpgrade(incoming, socket, head, (client) => this.#join(client, upstream));
    });
  }

  #join(client: WebSocket, upstream: WebSocket): void {
    this.#connections += 1;
    let timer: NodeJS.Timeout | undefined;
    client.on('message', (data, isBinary) => {
      if (this.swallowsMessages && SEND_MESSAGE.test(toText(data))) this.#swallowed += 1;
      else upstream.send(data, { binary: isBinary });
    });
    upstream.on('message', (data, isBinary) => {
      const frame = isBinary ? undefined : toText(data);
      if (!this.#fault || !frame?.startsWith(EVENTS_HEAD)) return client.send(data, { binary: isBinary });
      const fault = this.#fault;
      const frames = fault.pass(frame);
      if (frames.length !== 1 || frames[0] !== frame) this.#changed += 1;
      for (const each of frames) client.send(each);
      clearTimeout(timer);
      timer = setTimeout(() => fault.late?.().forEach((each) => client.send(each)), LATE_MS);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.terminate());
      one.on('close', () => {
        clearTimeout(timer);
        other.terminate();
      });
    }
  }
}

function toText(data: RawData): string {
  // Cast: `ws` gives a Buffer unless another binary type was asked for.
  return (data as Buffer).toString();
}
