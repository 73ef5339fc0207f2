import { createId } from '#lib/base/ids.ts';
import type { Client } from '#lib/client/create-client.ts';
import { until } from '#lib/client/headless.ts';
import type { OpenSession } from '#lib/client/open-session.ts';
import type { Message } from '#lib/protocol/message.ts';
import type { Ack, CommandReply } from '#lib/protocol/socket.ts';
import { findLiveRun, textOf } from '#lib/state/selectors.ts';
import { toSnapshot } from '#lib/state/session-state.ts';
import { expect, test as base } from './fixtures.ts';
import { toWords } from './session-page.ts';
import type { AppProcess } from './tools/app-process.ts';
import { hasWords, HeadlessGuest, untilAnswer } from './tools/headless-guest.ts';
import { runSql } from './tools/postgres.ts';
import { waitUntil } from './tools/wait-until.ts';
import { toLimit } from './time-limit.ts';

/** A node, and the guest's program that is connected to it. */
interface Side {
  app: AppProcess;
  client: Client;
  session: OpenSession;
}

/** Both sides have the same session open. `begin` answers with the side that writes the answer first. */
interface Pair {
  sides: readonly [Side, Side];
  begin: (text: string) => Promise<{ writer: Side; reader: Side }>;
}

const test = base.extend<{ pair: Pair }>({
  pair: async ({ nodes }, provide) => {
    const guest = await HeadlessGuest.signIn(nodes[0].url);
    const open = async (app: AppProcess, sessionId?: string): Promise<Side> => {
      const client = await guest.connect(app.url);
      return { app, client, session: guest.open(client, sessionId) };
    };
    const one = await open(nodes[0]);
    const other = await open(nodes[1], one.session.sessionId);
    const begin: Pair['begin'] = async (text) => {
      one.session.actions.send(text);
      await Promise.all([one, other].map(({ session }) => untilAnswer(session, hasWords(10))));
      const writer =
        (await findHolder(one)) === one.client.connection.getSnapshot().hello?.node ? one : other;
      return { writer, reader: writer === one ? other : one };
    };
    await provide({ sides: [one, other], begin });
    guest.close();
  },
});

// They share the two nodes.
test.describe.configure({ mode: 'default' });

test('[L1] [D1] two nodes show one session alike, whoever writes where', async ({ pair }) => {
  const [one, other] = pair.sides;
  await pair.begin('count to 60 at 40 per second');
  await Promise.all(pair.sides.map(({ session }) => untilAnswer(session, isComplete)));
  other.session.actions.send('count to 5');
  await Promise.all(
    pair.sides.map(({ session }) =>
      untilAnswer(session, (answer) => isComplete(answer) && textOf(answer) === toWords(5)),
    ),
  );
  await until(one.session.store, ({ state }) => state.seq === other.session.store.getSnapshot().state.seq);
  expect(toSnapshot(one.session.store.getSnapshot().state)).toEqual(
    toSnapshot(other.session.store.getSnapshot().state),
  );
  await expectGapless(one);
});

test('[C2] [C3] an answer is stopped from the node that does not write it', async ({ pair }) => {
  const { reader } = await pair.begin('count to 5000 at 40 per second');
  const pressedMs = performance.now();
  expect(await reader.session.actions.stop()).toMatchObject({ ok: true });
  const answers = await Promise.all(
    pair.sides.map(({ session }) => untilAnswer(session, (answer) => answer.status === 'cancelled')),
  );
  expect(performance.now() - pressedMs).toBeLessThan(toLimit(1_000));
  const [text, ...others] = answers.map(textOf);
  expect(others).toEqual([text]);
  await expectOneEnd(reader, 'cancelled');
});

test('[R3] kill -9 of the node that writes: the other goes on at once, long before the lease ends', async ({
  pair,
}) => {
  const { writer, reader } = await pair.begin('count to 300 at 30 per second');
  await writer.app.kill();
  const leaseEnd = await readLeaseEnd(reader);
  expect(textOf(await untilAnswer(reader.session, isComplete, 30_000))).toBe(toWords(300));
  expect((await readStarts(reader)).map((at) => at < leaseEnd)).toEqual([true, true]);
  await expectOneEnd(reader, 'complete');
});

test('[R2] [L4] a node that freezes loses its answer when its lease ends, and writes nothing when it wakes up', async ({
  pair,
}) => {
  const { writer, reader } = await pair.begin('count to 300 at 30 per second');
  writer.app.freeze();
  const leaseEnd = await readLeaseEnd(reader);
  const kept = toWordCount(await untilAnswer(reader.session, () => true));
  await untilAnswer(reader.session, hasWords(kept + 20), 20_000);
  expect((await readStarts(reader)).map((at) => at < leaseEnd)).toEqual([true, false]);

  // It wakes up with half an answer in its hands, while the other writes on.
  writer.app.thaw();
  expect(textOf(await untilAnswer(reader.session, isComplete, 30_000))).toBe(toWords(300));
  await waitUntil(() => isReady(writer.app), 'the node that woke up is ready');
  writer.session.actions.send('count to 3');
  await Promise.all(
    pair.sides.map(({ session }) => untilAnswer(session, (each) => textOf(each) === toWords(3), 20_000)),
  );
  expect(textOf(firstAnswer(writer))).toBe(toWords(300));
  expect(await readStarts(reader)).toHaveLength(3);
  await expectOneEnd(reader, 'complete');
});

test('[D3] a node whose listening connection is cut hears of the other again within two seconds', async ({
  pair,
}) => {
  const [one, other] = pair.sides;
  await pair.begin('count to 3000 at 20 per second');
  const ended = await runSql(
    one.app.databaseUrl,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'holdfast wake-ups' AND datname = current_database()`,
  );
  expect(ended).toHaveLength(2);
  await Promise.all(
    pair.sides.map(async ({ session }) => {
      const count = toWordCount(await untilAnswer(session, () => true));
      await untilAnswer(session, hasWords(count + 20), toLimit(3_000));
    }),
  );
  await other.session.actions.stop();
  await untilAnswer(one.session, (answer) => answer.status === 'cancelled', toLimit(2_000));
});

test('[U1] a message that was acknowledged survives a kill -9 at that very moment', async ({ pair }) => {
  const [one, other] = pair.sides;
  await pair.begin('count to 20 at 20 per second');
  await untilAnswer(other.session, isComplete);
  const messageId = createId();
  const ack = await new Promise<Ack<CommandReply> | 'lost'>((resolve) => {
    const parts = [{ type: 'text' as const, text: 'count to 4' }];
    const { sessionId } = one.session;
    one.client.port.request(
      'command',
      { commandId: createId(), type: 'send-message', sessionId, messageId, parts },
      resolve,
    );
  });
  await one.app.kill();
  expect(ack).toMatchObject({ ok: true });
  expect(
    textOf(await untilAnswer(other.session, (answer) => answer.parentId === messageId && isComplete(answer))),
  ).toBe(toWords(4));
});

const toWordCount = (answer: Message) => textOf(answer).split(' ').length;
const isComplete = ({ status }: { status: string }) => status === 'complete';
const isReady = ({ url }: AppProcess) =>
  fetch(`${url}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );

function firstAnswer({ session }: Side): Message {
  const { messages } = session.store.getSnapshot().state;
  const answer = [...messages.values()].find(({ role }) => role === 'assistant');
  if (!answer) throw new Error('cannot find an answer: there is none');
  return answer;
}

/** The node that holds the live run's lease. */
async function findHolder({ app, session }: Side): Promise<string | undefined> {
  const runId = findLiveRun(session.store.getSnapshot().state)?.runId;
  const rows = await runSql<{ holder: string }>(app.databaseUrl, 'SELECT holder FROM run WHERE id = $1', [
    runId,
  ]);
  return rows[0]?.holder;
}

/** When the lease of the live run ends, unless somebody lengthens it: by the database's clock. */
async function readLeaseEnd({ app, session }: Side): Promise<Date> {
  const runId = findLiveRun(session.store.getSnapshot().state)?.runId;
  const rows = await runSql<{ end: Date }>(
    app.databaseUrl,
    'SELECT lease_expires_at AS "end" FROM run WHERE id = $1',
    [runId],
  );
  const [row] = rows;
  if (!row) throw new Error('cannot read the lease: there is no such run');
  return row.end;
}

/** When somebody began to write, by the database's clock. */
async function readStarts({ app, session }: Side): Promise<Date[]> {
  const rows = await runSql<{ at: Date }>(
    app.databaseUrl,
    `SELECT at FROM event WHERE session_id = $1 AND type = 'run-start' ORDER BY seq`,
    [session.sessionId],
  );
  return rows.map(({ at }) => at);
}

type EventRow = { seq: string; type: string; run_id: string | null; data: { reason?: string } };

function readEvents({ app, session }: Side): Promise<EventRow[]> {
  return runSql<EventRow>(
    app.databaseUrl,
    'SELECT seq, type, run_id, data FROM event WHERE session_id = $1 ORDER BY seq',
    [session.sessionId],
  );
}

async function expectGapless(side: Side): Promise<void> {
  const rows = await readEvents(side);
  expect(rows.map(({ seq }) => Number(seq))).toEqual(rows.map((_, index) => index + 1));
}

/** Of the session's first run. [R1] */
async function expectOneEnd(side: Side, reason: string): Promise<void> {
  const rows = await readEvents(side);
  const runId = rows.find(({ type }) => type === 'run-request')?.run_id;
  const ends = rows.filter(({ type, run_id }) => type === 'run-end' && run_id === runId);
  expect(ends.map(({ data }) => data.reason)).toEqual([reason]);
  await expectGapless(side);
}
