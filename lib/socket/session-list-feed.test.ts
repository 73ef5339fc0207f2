import { afterEach, beforeEach, expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { TestSocketServer } from './testing/test-socket-server.ts';

let server: TestSocketServer;
let clock: ManualClock;
beforeEach(async () => {
  clock = new ManualClock();
  server = await new TestSocketServer({ clock }).start();
});
afterEach(() => server.stop());

test('a change is told to all connections of each participant, joined or not, and to nobody else', async () => {
  const sessionId = await server.createSession('alice', 'bob');
  const clients = [
    await server.connect('alice'),
    await server.connect('alice', 'phone'),
    await server.connect('bob'),
    await server.connect('mallory'),
  ];
  await server.rename(sessionId, 'news');
  await expect
    .poll(() => clients.map((client) => client.rows.map((row) => row.lastSeq)))
    .toEqual([[2], [2], [2], []]);
});

test('at most four times a second per session: the first at once, the last for certain', async () => {
  const [busy, quiet] = [await server.createSession('alice'), await server.createSession('alice')];
  const client = await server.connect('alice');
  const seqs = () => client.rows.filter((row) => row.sessionId === busy).map((row) => row.lastSeq);
  await server.rename(busy, 'a');
  await expect.poll(seqs).toEqual([2]);
  for (const title of ['b', 'c', 'd']) await server.rename(busy, title);
  await server.rename(quiet, 'other');
  await expect.poll(() => client.rows.length).toBe(2);
  clock.advance(249);
  await client.settle();
  expect(seqs()).toEqual([2]);
  clock.advance(1);
  await expect.poll(seqs).toEqual([2, 5]);
  clock.advance(10_000);
  await client.settle();
  expect(seqs()).toEqual([2, 5]);
});

test('a deleted session leaves every list', async () => {
  const sessionId = await server.createSession('alice');
  const client = await server.connect('alice');
  await server.delete(sessionId);
  await expect.poll(() => client.gone).toEqual([{ sessionId, reason: 'deleted' }]);
});

test('with nobody there, nothing is read', async () => {
  const sessionId = await server.createSession('alice');
  await server.rename(sessionId, 'unheard');
  clock.advance(1000);
  expect(server.reads.rowReads).toBe(0);
});

test('a read that fails is logged, and the next change is told', async () => {
  const sessionId = await server.createSession('alice');
  const client = await server.connect('alice');
  const sessionRows = server.reads.sessionRows.bind(server.reads);
  server.reads.sessionRows = () => Promise.reject(new Error('the database is away'));
  await server.rename(sessionId, 'missed');
  await expect.poll(() => server.logLines.length).toBe(1);
  server.reads.sessionRows = sessionRows;
  clock.advance(250);
  await server.rename(sessionId, 'told');
  await expect.poll(() => client.rows.map((row) => row.lastSeq)).toEqual([3]);
});
