import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { SocketBacklog } from './socket-backlog.ts';
import type { TypedSocket } from './typed-socket.ts';

class FakeTransport extends EventEmitter {
  socket: { bufferedAmount: number } | undefined = { bufferedAmount: 0 };
}

class FakeConnection extends EventEmitter {
  writeBuffer: object[] = [];
  transport = new FakeTransport();
}

function createBacklog(conn: FakeConnection): SocketBacklog {
  // Cast: the fields that it reads are all there.
  return new SocketBacklog({ conn } as unknown as TypedSocket, 100);
}

const nextTick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what waits is what is held back and what is framed already', () => {
  const conn = new FakeConnection();
  const backlog = createBacklog(conn);
  conn.writeBuffer = [
    { type: 'ping' },
    { type: 'message', data: 'x'.repeat(10) },
    { type: 'message', data: 'shared', options: { wsPreEncodedFrame: [Buffer.alloc(4), Buffer.alloc(96)] } },
  ];
  conn.transport.socket = { bufferedAmount: 1000 };
  expect(backlog.bytes).toBe(1110);
  conn.transport.socket = undefined;
  expect(backlog.bytes).toBe(110);
});

test('drained is told once, when few bytes wait after the transport took some', async () => {
  const conn = new FakeConnection();
  const backlog = createBacklog(conn);
  let told = 0;
  conn.transport.socket = { bufferedAmount: 1000 };
  backlog.onceDrained(() => (told += 1));
  await nextTick();
  conn.transport.emit('ready');
  expect(told).toBe(0);
  conn.transport.socket = { bufferedAmount: 100 };
  conn.transport.emit('ready');
  conn.transport.emit('ready');
  expect(told).toBe(1);
});

test('with nothing waiting it is told soon, but never within the call', async () => {
  let told = 0;
  createBacklog(new FakeConnection()).onceDrained(() => (told += 1));
  expect(told).toBe(0);
  await nextTick();
  expect(told).toBe(1);
});

test('a change of transport loses nobody who waits', async () => {
  const conn = new FakeConnection();
  const backlog = createBacklog(conn);
  let told = 0;
  conn.transport.socket = { bufferedAmount: 1000 };
  backlog.onceDrained(() => (told += 1));
  await nextTick();
  conn.transport = new FakeTransport();
  conn.transport.socket = { bufferedAmount: 500 };
  conn.emit('upgrade');
  expect(told).toBe(0);
  conn.transport.socket = { bufferedAmount: 0 };
  conn.transport.emit('ready');
  expect(told).toBe(1);
});
