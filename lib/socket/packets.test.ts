import { afterEach, beforeEach, expect, test } from 'vitest';
import { RawSocket } from './testing/raw-client.ts';
import { TestSocketServer } from './testing/test-socket-server.ts';

let server: TestSocketServer;
beforeEach(async () => {
  server = await new TestSocketServer({ env: { HOLDFAST_FRAME_BYTES: '100000' } }).start();
});
afterEach(async () => {
  // Whatever was thrown at it: it still answers, and it has logged no fault.
  const client = await server.connect('bob');
  await client.settle();
  if (server.logLines.length > 0) throw new Error(`faults were logged: ${server.logLines.join()}`);
  await server.stop();
});

const join = async (): Promise<RawSocket> => new RawSocket(server.origin).joinNamespace();

test('[X12] a frame over the limit is closed with 1009', async () => {
  const raw = await join();
  raw.ws.send(`42["join",{"sessionId":"${'x'.repeat(100_001)}"}]`);
  expect(await raw.closedByServer()).toEqual({ code: 1009 });
});

test('[X13] a message of endless tiny fragments is closed', async () => {
  const raw = await join();
  for (let count = 0; count < 20_000; count++) raw.ws.send('x', { fin: false });
  expect(await raw.closedByServer()).toEqual({ code: 1008 });
});

test('[X13] a message that never ends is closed at the size of a frame', async () => {
  const raw = await join();
  const fragment = 'x'.repeat(10_000);
  for (let count = 0; count < 11; count++) raw.ws.send(fragment, { fin: false });
  expect(await raw.closedByServer()).toEqual({ code: 1009 });
});

test.for([
  ['[X14] 10,000 attachments', '4510000-["join",{"_placeholder":true,"num":0}]'],
  ['[X14] attachments that are no number', '45x-["join"]'],
  ['[X14] text where an attachment is due', '451-["join",{"_placeholder":true,"num":0}]', '42["leave",{}]'],
  ['[X15] an event without JSON', '42['],
  ['[X15] an unknown packet type', '49'],
  ['[X15] an event that is no array', '42{"join":1}'],
  ['[X15] an unknown engine packet', 'x'],
  ['[X15] a ping in the wrong direction', '2'],
  ['[X16] connect', '42["connect",{}]'],
  ['[X16] disconnect', '42["disconnect",{}]'],
  ['[X16] newListener', '42["newListener",{}]'],
  ['[X15] an ack id below zero', '43-1["x"]'],
  ['[X15] an ack id that is no whole number', '421e308["leave",{}]'],
  ['a second CONNECT', '40{"protocol":1,"deviceId":"d"}'],
])('%s closes the connection', async ([, ...packets]) => {
  const raw = await join();
  for (const packet of packets) raw.ws.send(packet);
  expect(await raw.closedByServer()).toEqual({ code: 1005 });
});

test.for([
  ['[X14] an attachment that fits no placeholder', '451-["join",{"_placeholder":true,"num":7}]'],
  ['[X15] an attachment out of nowhere', undefined],
])('%s closes the connection', async ([, packet]) => {
  const raw = await join();
  if (packet !== undefined) raw.ws.send(packet);
  raw.ws.send(Buffer.from([1, 2, 3]));
  expect(await raw.closedByServer()).toEqual({ code: 1005 });
});

test('[X14] a binary attachment is no payload', async () => {
  const raw = await join();
  raw.ws.send('451-1["join",{"_placeholder":true,"num":0}]');
  raw.ws.send(Buffer.from([1, 2, 3]));
  expect(await raw.heard(/^431/)).toContain('"code":"invalid-input"');
});

test('[X15] invalid UTF-8 is closed with 1007', async () => {
  const raw = await join();
  raw.ws.send(Buffer.from([0x34, 0x32, 0xff, 0xfe]), { binary: false });
  expect(await raw.closedByServer()).toEqual({ code: 1007 });
});

test('[X15] acks that nobody waits for are ignored, and a huge ack id is answered', async () => {
  const raw = await join();
  for (const packet of ['43[]', '4399["x"]', '43999999999999999999999["x"]']) raw.ws.send(packet);
  raw.ws.send('42123456789012["leave",{"sessionId":"00000000-0000-7000-8000-000000000000"}]');
  expect(await raw.heard(/^43123456789012/)).toBe('43123456789012[{"ok":true}]');
});

const madeUp = ['error', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'message'];

test.for([...madeUp.map((event) => [event, event]), ['of 10,000 characters', 'x'.repeat(10_000)]])(
  '[X16] [X34] the event "%s" is refused and never dispatched',
  async ([, event]) => {
    const raw = await join();
    raw.ws.send(`421${JSON.stringify([event, { sessionId: 'x' }])}`);
    expect(await raw.heard(/^431/)).toContain('"code":"invalid-input"');
    expect({ closed: raw.closed, emitted: server.debugLines }).toEqual({ closed: undefined, emitted: [] });
  },
);

test('[X16] an event whose name is a number is refused', async () => {
  const raw = await join();
  raw.ws.send('421[5,{}]');
  expect(await raw.heard(/^431/)).toContain('"code":"invalid-input"');
});

test('unknown events are counted: the tenth is the last', async () => {
  const raw = await join();
  for (let count = 0; count < 10; count++) raw.ws.send('42["nonsense"]');
  await raw.closedByServer();
  expect(raw.messages.at(-2)).toBe('42["notice",{"kind":"closing","code":"invalid-input"}]');
});

test('a flood of packets of no meaning is closed', async () => {
  const raw = await join();
  for (let count = 0; count < 7000; count++) raw.ws.send('43[]');
  expect(await raw.closedByServer()).toEqual({ code: 1005 });
});
