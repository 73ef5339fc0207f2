import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { SessionRow } from '#lib/protocol/snapshot.ts';
import { refuse } from './testing/scripted-server.ts';
import { createTestClient } from './testing/test-client.ts';

const row = (minute: number, more: Partial<SessionRow> = {}): SessionRow => ({
  sessionId: createId(),
  title: `at ${minute}`,
  lastSeq: 1,
  readSeq: 1,
  live: false,
  needsApproval: false,
  archived: false,
  updatedAt: `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
  ...more,
});

/** A client whose server has these rows, in pages of two. */
async function openList(rows: SessionRow[], parts: Parameters<typeof createTestClient>[0] = {}) {
  const testClient = createTestClient(parts);
  const stored = { rows };
  testClient.server.intercept = (name, request) => {
    if (name !== 'list-sessions') return undefined;
    // Cast: the request of this name.
    const start = Number((request as { before?: string }).before ?? 0);
    const next = start + 2 < stored.rows.length ? String(start + 2) : null;
    return { ok: true, sessions: stored.rows.slice(start, start + 2), next };
  };
  testClient.client.start();
  await testClient.settle();
  const { sessionList: list, sessionListActions: actions } = testClient.client;
  const titles = () => list.getSnapshot().rows.map(({ title }) => title);
  return { ...testClient, stored, list, actions, titles };
}

test('loads page after page, newest first', async () => {
  const { list, actions, titles, settle } = await openList([row(5), row(4), row(3), row(2), row(1)]);
  expect(list.getSnapshot()).toMatchObject({ phase: 'ready', hasMore: true, loadingMore: false });
  expect(titles()).toEqual(['at 5', 'at 4']);
  for (let page = 0; page < 2; page++) {
    actions.loadMore();
    actions.loadMore();
    await settle();
  }
  expect(titles()).toEqual(['at 5', 'at 4', 'at 3', 'at 2', 'at 1']);
  expect(list.getSnapshot()).toMatchObject({ hasMore: false, loadingMore: false });
});

test('a row that changes moves and updates, a new one joins, a deleted one goes', async () => {
  const rows = [row(5), row(4)] as const;
  const { server, titles, settle } = await openList([...rows]);
  server.emitToAll('session-changed', { ...rows[1], title: 'newer', updatedAt: '2026-01-01T00:06:00.000Z' });
  server.emitToAll('session-changed', row(7));
  server.emitToAll('session-gone', { sessionId: rows[0].sessionId, reason: 'deleted' });
  await settle();
  expect(titles()).toEqual(['at 7', 'newer']);
});

test('after a drop the first page is read again: what was deleted meanwhile goes, older pages stay', async () => {
  const rows = [row(5), row(4), row(3)];
  const { stored, actions, titles, network, pass, settle } = await openList(rows);
  actions.loadMore();
  await settle();
  stored.rows = [row(6), ...rows.slice(1)];
  network.dropConnections();
  await pass(250);
  expect(titles()).toEqual(['at 6', 'at 4', 'at 3']);
});

test('a row that changed while the page was on its way is not set back', async () => {
  const before = row(5);
  const { client, network, clock, server, titles } = await openList([before]);
  network.dropConnections();
  clock.advance(250);
  while (!client.port.connected) network.deliver(0);
  server.emitToAll('session-changed', { ...before, title: 'newer' });
  network.inFlight.reverse();
  network.deliverAll();
  expect(titles()).toEqual(['newer']);
});

test('own commands are shown at once, kept after the ack, and taken back when refused', async () => {
  const rows = [row(5), row(4)] as const;
  const { server, actions, titles, settle, list } = await openList([...rows]);
  const answers = [
    actions.rename(rows[0].sessionId, ' Kelp '),
    actions.archive(rows[0].sessionId, true),
    actions.remove(rows[1].sessionId),
  ];
  expect(titles()).toEqual(['Kelp']);
  await settle();
  expect(await Promise.all(answers)).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
  expect(list.getSnapshot().rows).toEqual([{ ...rows[0], title: 'Kelp', archived: true }]);
  void actions.restore(rows[1].sessionId);
  expect(titles()).toEqual(['Kelp', 'at 4']);
  await settle();
  expect(titles()).toEqual(['Kelp', 'at 4']);
  server.intercept = (name) => (name === 'command' ? refuse('conflict') : undefined);
  const refused = actions.rename(rows[0].sessionId, 'Rock');
  expect(titles()).toEqual(['Rock', 'at 4']);
  await settle();
  expect(await refused).toMatchObject({ ok: false, error: { code: 'conflict' } });
  expect(titles()).toEqual(['Kelp', 'at 4']);
});

test('a title that the server would refuse is refused here', async () => {
  const { actions, server } = await openList([]);
  expect(await actions.rename(createId(), '  ')).toMatchObject({
    ok: false,
    error: { code: 'invalid-input' },
  });
  expect(await actions.rename(createId(), 'x'.repeat(201))).toMatchObject({
    ok: false,
    error: { code: 'too-long' },
  });
  expect(server.commands).toEqual([]);
});

test('the first page of the server is there before anything is connected', () => {
  const rows = [row(5)];
  const { client } = createTestClient({ initialSessions: { sessions: rows, next: null } });
  const view = { phase: 'ready', rows, hasMore: false, loadingMore: false };
  expect(client.sessionList.getSnapshot()).toEqual(view);
  expect(client.sessionList.getInitialSnapshot()).toEqual(view);
});

test('a list that could not be read is read again', async () => {
  const { server, list, network, pass } = await openList([row(5)], {});
  server.intercept = (name) =>
    name === 'list-sessions'
      ? refuse('busy', undefined, { retryable: true, retryAfterMs: 1_000 })
      : undefined;
  network.dropConnections();
  await pass(250);
  server.createSession(createId());
  server.intercept = () => undefined;
  await pass(1_000);
  expect(list.getSnapshot().rows.map(({ title }) => title)).toEqual([null]);
});
