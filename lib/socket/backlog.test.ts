import { afterEach, beforeEach, expect, test } from 'vitest';
import { RawSocket } from './testing/raw-client.ts';
import { TestSocketServer } from './testing/test-socket-server.ts';

const LIMIT_BYTES = 64 * 1024;

let server: TestSocketServer;
beforeEach(async () => {
  server = await new TestSocketServer({ env: { HOLDFAST_LIVE_BUFFER_BYTES: String(LIMIT_BYTES) } }).start();
});
afterEach(() => server.stop());

const title = 'x'.repeat(50_000);

/** Seqs of all `events` frames that a raw socket has read. */
function seqsOf(raw: RawSocket): number[] {
  const frames = raw.messages.filter((message) => message.startsWith('42["events"'));
  return frames.flatMap((message) =>
    JSON.parse(message.slice(2))[1].events.map((event: { seq: number }) => event.seq),
  );
}

test('[D4] a reader that does not read falls out of the fan-out, holds up nobody, and is caught up when it reads again', async () => {
  const sessionId = await server.createSession('alice', 'bob');
  const slow = await new RawSocket(server.origin).joinNamespace();
  slow.ws.send(`421["join",{"sessionId":"${sessionId}","cursor":0}]`);
  await slow.heard(/^431/);
  const quick = await server.connect('bob');
  await quick.ask('join', { sessionId, cursor: 0 });
  slow.ws.pause();

  const events = 400;
  let mostBytes = 0;
  for (let count = 0; count < events; count++) {
    await server.rename(sessionId, title);
    mostBytes = Math.max(mostBytes, server.sockets.largestBacklogBytes);
    if (count % 20 === 0) await quick.settle();
  }
  await expect.poll(() => quick.seqs.length).toBe(events);
  // What the kernel took is not counted; what this process holds is bounded by the limit and one more frame.
  expect(mostBytes).toBeGreaterThan(LIMIT_BYTES);
  expect(mostBytes).toBeLessThan(LIMIT_BYTES + 2 * title.length);

  slow.ws.resume();
  await expect.poll(() => seqsOf(slow).length, { timeout: 5000 }).toBe(events);
  const inOrder = Array.from({ length: events }, (_, index) => index + 2);
  expect({ slow: seqsOf(slow), quick: quick.seqs }).toEqual({ slow: inOrder, quick: inOrder });
});
