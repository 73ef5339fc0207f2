import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

/** Writes bytes as they are and collects the answer until the server closes or has answered. */
export async function sendRaw(port: number, text: string): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  await new Promise<void>((resolve) => {
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
    socket.write(text);
  });
  return answer;
}

/** An upgrade request, header by header. */
export function toUpgrade(path: string, headers: Record<string, string>): string {
  const all = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  };
  return [
    `GET ${path} HTTP/1.1`,
    ...Object.entries(all).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');
}

/** The status code of an HTTP answer; `closed` when there was none. */
export function statusOf(answer: string): number | 'closed' {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
  return status === undefined ? 'closed' : Number(status);
}

/** A WebSocket that speaks Engine.IO and Socket.IO by hand. */
export class RawSocket {
  readonly ws: WebSocket;
  readonly messages: string[] = [];
  closed: { code: number } | undefined;

  constructor(origin: string, options: { cookie?: string; query?: string } = {}) {
    const { cookie = 'login=alice', query = 'EIO=4&transport=websocket' } = options;
    this.ws = new WebSocket(`${origin.replace('http', 'ws')}/socket.io/?${query}`, {
      headers: { origin, ...(cookie === '' ? {} : { cookie }) },
    });
    this.ws.on('message', (data) => this.messages.push(String(data)));
    this.ws.on('close', (code) => (this.closed = { code }));
    this.ws.on('error', () => undefined);
  }

  async opened(): Promise<this> {
    if (this.ws.readyState !== WebSocket.OPEN) {
      await new Promise((resolve, reject) => {
        this.ws.once('open', resolve);
        this.ws.once('error', reject);
      });
    }
    return this;
  }

  /** Sends the Socket.IO CONNECT of a well-behaved client and waits for the answer. */
  async joinNamespace(): Promise<this> {
    await this.opened();
    this.ws.send('40{"protocol":1,"deviceId":"raw"}');
    await this.heard(/^40/);
    return this;
  }

  async heard(pattern: RegExp): Promise<string> {
    for (;;) {
      const message = this.messages.find((candidate) => pattern.test(candidate));
      if (message !== undefined) return message;
      await new Promise((resolve) => this.ws.once('message', resolve));
    }
  }

  async closedByServer(): Promise<{ code: number }> {
    if (!this.closed) await new Promise((resolve) => this.ws.once('close', resolve));
    return this.closed ?? { code: 0 };
  }
}
