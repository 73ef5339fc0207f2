import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TcpLane } from './tcp-lane.ts';
import { TcpProxy } from './tcp-proxy.ts';

let echo: Server;
let accepted: Socket[];
let proxy: TcpProxy;

beforeEach(async () => {
  accepted = [];
  echo = createServer((socket) => {
    accepted.push(socket);
    socket.on('error', () => {});
    socket.on('data', (bytes) => socket.write(bytes));
  });
  await once(echo.listen(0, '127.0.0.1'), 'listening');
  // Cast: a server that listens on TCP has an address with a port.
  proxy = new TcpProxy((echo.address() as AddressInfo).port);
  await proxy.start();
});

afterEach(async () => {
  await proxy.stop();
  for (const socket of accepted) socket.destroy();
  echo.close();
});

class Client {
  readonly socket: Socket;
  readonly pieces: Buffer[] = [];
  readonly ends: string[] = [];

  constructor() {
    this.socket = connect(proxy.port, '127.0.0.1');
    this.socket.setNoDelay(true);
    this.socket.on('data', (bytes) => this.pieces.push(bytes));
    this.socket.on('end', () => this.ends.push('end'));
    this.socket.on('error', (error: NodeJS.ErrnoException) => this.ends.push(error.code ?? 'error'));
  }

  get heard(): string {
    return Buffer.concat(this.pieces).toString();
  }

  say(text: string): void {
    this.socket.write(text);
  }
}

test('passes data and both ends through', async () => {
  const client = new Client();
  client.say('one ');
  await expectHeard(client, 'one ');
  client.say('two');
  await expectHeard(client, 'one two');
  client.socket.end();
  await vi.waitFor(() => expect(client.ends).toEqual(['end']));
  await vi.waitFor(() => expect(proxy.open).toBe(0));
});

test('a cut resets what is open and what comes, until it resumes', async () => {
  const client = new Client();
  client.say('a');
  await expectHeard(client, 'a');
  const server = accepted[0];
  if (!server) throw new Error('cannot go on: nobody was connected');
  proxy.cut();
  await vi.waitFor(() => expect(client.ends).toEqual(['ECONNRESET']));
  await vi.waitFor(() => expect(server.destroyed).toBe(true));
  const refused = new Client();
  await vi.waitFor(() => expect(refused.ends).toEqual(['ECONNRESET']));
  proxy.resume();
  const again = new Client();
  again.say('b');
  await expectHeard(again, 'b');
  expect(proxy.accepted).toBe(3);
});

test('a stranded connection tells nobody, and new ones are well', async () => {
  const client = new Client();
  client.say('a');
  await expectHeard(client, 'a');
  proxy.strand();
  client.say('b');
  accepted[0]?.end();
  const other = new Client();
  other.say('c');
  await expectHeard(other, 'c');
  expect([client.heard, client.ends]).toEqual(['a', []]);
});

test('one direction is lost alone', async () => {
  const client = new Client();
  client.say('a');
  await expectHeard(client, 'a');
  proxy.strand(['up']);
  client.say('lost');
  accepted[0]?.write('still heard');
  await expectHeard(client, 'astill heard');
});

test('after a blackhole everything arrives, in order', async () => {
  proxy.blackhole();
  const client = new Client();
  for (const word of ['1 ', '2 ', '3']) client.say(word);
  client.socket.end();
  await vi.waitFor(() => expect(accepted.length).toBe(1));
  expect(client.heard).toBe('');
  proxy.resume();
  await expectHeard(client, '1 2 3');
  await vi.waitFor(() => expect(client.ends).toEqual(['end']));
});

test('latency delays and keeps the order', async () => {
  proxy.latencyMs = 40;
  const client = new Client();
  const startMs = performance.now();
  client.say('x');
  await expectHeard(client, 'x');
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(79);
});

test('slices are small pieces of the same bytes', () => {
  const [from, to] = [new Socket(), new Socket()];
  const written = vi.spyOn(to, 'write').mockReturnValue(true);
  const lane = new TcpLane(from, to, { latencyMs: 0, sliceBytes: 2 });
  lane.hold();
  from.emit('data', Buffer.from('abcde'));
  expect(written).not.toHaveBeenCalled();
  lane.release();
  expect(written.mock.calls.map(([piece]) => String(piece))).toEqual(['ab', 'cd', 'e']);
});

function expectHeard(client: Client, text: string): Promise<void> {
  return vi.waitFor(() => expect(client.heard).toBe(text));
}
