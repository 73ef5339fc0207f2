import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { dropEvery, type FrameFault, flipBit, reorder, repeatEach, truncate } from './frame-faults.ts';
import { FrameProxy } from './frame-proxy.ts';

let server: Server;
let sockets: WebSocketServer;
let proxy: FrameProxy;

beforeEach(async () => {
  server = createServer((incoming, response) => {
    response.setHeader('set-cookie', ['a=1', 'b=2']);
    incoming.pipe(response);
  });
  sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, incoming) => {
    const { host, origin, cookie } = incoming.headers;
    socket.send(JSON.stringify({ host, origin, cookie }));
    socket.on('message', (data) => socket.send(String(data)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // Cast: a server that listens on TCP has an address with a port.
  proxy = new FrameProxy((server.address() as AddressInfo).port);
  await proxy.start();
});

afterEach(async () => {
  await proxy.stop();
  sockets.close();
  server.close();
});

test('passes HTTP on, with its headers', async () => {
  const answer = await fetch(proxy.url, { method: 'POST', body: 'hello' });
  expect([await answer.text(), answer.headers.getSetCookie()]).toEqual(['hello', ['a=1', 'b=2']]);
});

test('passes the handshake on as it came', async () => {
  const { heard } = connect();
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  expect(JSON.parse(heard[0] ?? '')).toEqual({
    host: new URL(proxy.url).host,
    origin: 'http://origin',
    cookie: 'c=3',
  });
});

test.each<[string, FrameFault | undefined, string[]]>([
  ['nothing', undefined, ['1', '2', '3', '4', '5', '6']],
  ['every third dropped', dropEvery(3), ['1', '2', '4', '5']],
  ['each repeated', repeatEach(), ['1', '1', '2', '2', '3', '3', '4', '4', '5', '5', '6', '6']],
  ['reordered within four, the rest late', reorder(4), ['3', '1', '4', '2', '5', '6']],
])('%s', async (_, fault, expected) => {
  proxy.inject(fault);
  const { socket, heard } = connect();
  await once(socket, 'open');
  for (const word of ['1', '2', '3', '4', '5', '6']) socket.send(toFrame(word));
  await vi.waitFor(() => expect(heard.slice(1)).toEqual(expected.map(toFrame)));
  expect(proxy.changed > 0).toBe(fault !== undefined);
});

test.each([
  ['truncated', truncate(2), '42["events",'],
  ['with another bit', flipBit(2), '42["events",z"word":"2"}]'],
])('%s', async (_, fault, broken) => {
  proxy.inject(fault);
  const { socket, heard } = connect();
  await once(socket, 'open');
  for (const word of ['1', '2', '3']) socket.send(toFrame(word));
  await vi.waitFor(() => expect(heard.slice(1)).toEqual([toFrame('1'), broken, toFrame('3')]));
  expect(proxy.changed).toBe(1);
});

test('other frames are left alone, and both sides close together', async () => {
  proxy.inject({ pass: () => [] });
  const { socket, heard } = connect();
  await once(socket, 'open');
  for (const frame of ['2', '40{"sid":"x"}', '430[{"ok":true}]', '42["hello",{}]']) socket.send(frame);
  await vi.waitFor(() =>
    expect(heard.slice(1)).toEqual(['2', '40{"sid":"x"}', '430[{"ok":true}]', '42["hello",{}]']),
  );
  for (const each of sockets.clients) each.terminate();
  await once(socket, 'close');
  expect([proxy.changed, proxy.connections]).toEqual([0, 1]);
});

test('swallows messages and nothing else, and drops sockets', async () => {
  proxy.swallowsMessages = true;
  const { socket, heard } = connect();
  await once(socket, 'open');
  const [message, mark] = ['427["command",{"type":"send-message"}]', '428["command",{"type":"mark-read"}]'];
  for (const frame of [message, mark]) socket.send(frame);
  await vi.waitFor(() => expect(heard.slice(1)).toEqual([mark]));
  proxy.drop();
  await once(socket, 'close');
  expect([proxy.swallowed, proxy.changed]).toEqual([1, 0]);
});

const toFrame = (word: string) => `42["events",{"word":"${word}"}]`;

function connect(): { socket: WebSocket; heard: string[] } {
  const socket = new WebSocket(proxy.url, { headers: { origin: 'http://origin', cookie: 'c=3' } });
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(String(data)));
  return { socket, heard };
}
