import { beforeEach, expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import type { EventsFrame, SessionGone } from '#lib/protocol/socket.ts';
import { decideDelete, decideRename } from './decide/decide-session.ts';
import type { Subscriber } from './hub-topic.ts';
import { LocalWakeUps } from './local-wake-ups.ts';
import { MemoryEventLog } from './memory-event-log.ts';
import { SessionHub } from './session-hub.ts';
import { announceCommits } from './wake-ups.ts';
import { alice, appendText, claimRun, createSession, model, sendMessage } from './testing/log-fixture.ts';

/** A reader that keeps what it was sent, in or out of the fan-out. */
class TestReader implements Subscriber {
  readonly live: Set<TestReader>;
  readonly seqs: number[] = [];
  readonly goneWith: SessionGone[] = [];
  backlog = 0;
  drained: (() => void) | undefined;

  constructor(live: Set<TestReader>) {
    this.live = live;
  }
  backlogBytes = () => this.backlog;
  onceDrained = (run: () => void) => void (this.drained = run);
  send = (frame: EventsFrame) => void this.seqs.push(...frame.events.map((event) => event.seq));
  setLive = (live: boolean) => void (live ? this.live.add(this) : this.live.delete(this));
  gone = (gone: SessionGone) => void this.goneWith.push(gone);
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

let clock: ManualClock;
let log: MemoryEventLog;
let wakeUps: LocalWakeUps;
let hub: SessionHub;
let live: Set<TestReader>;
let errors: unknown[];

beforeEach(() => {
  clock = new ManualClock(1_000_000);
  log = new MemoryEventLog({ clock });
  wakeUps = new LocalWakeUps();
  live = new Set();
  errors = [];
  hub = new SessionHub({
    log,
    wakeUps,
    clock,
    fanOut: { publish: (frame) => live.forEach((reader) => reader.send(frame)) },
    maxBacklogBytes: 200_000,
    pollMs: 1_000,
    onError: (error) => errors.push(error),
  });
  announceCommits(log, wakeUps);
  hub.start();
});

async function startRun() {
  const sessionId = await createSession(log);
  const { runId } = await sendMessage(log, sessionId);
  const holder = { name: 'worker', lock: '1' };
  log.setConnected(holder, true);
  const { runEpoch } = await claimRun(log, sessionId, runId, holder);
  return { sessionId, runId, runEpoch };
}

function join(sessionId: string, afterSeq: number, userId = 'alice') {
  const reader = new TestReader(live);
  const subscription = hub.subscribe(sessionId, userId, reader);
  return { reader, subscription, goLive: () => subscription.goLive(afterSeq, 'epoch') };
}

/** Commits without this node hearing of it: as another node would. */
async function commitElsewhere(run: { sessionId: string; runId: string; runEpoch: number }, text: string) {
  const silent = log.committed.emit.bind(log.committed);
  log.committed.emit = () => undefined;
  await appendText(log, run, text);
  log.committed.emit = silent;
}

test('[D1] each seq comes once, in order, to every live reader', async () => {
  const run = await startRun();
  const [one, two] = [join(run.sessionId, 4), join(run.sessionId, 4)];
  one.goLive();
  two.goLive();
  for (const text of ['a', 'b', 'c']) await appendText(log, run, text);
  expect([one.reader.seqs, two.reader.seqs]).toEqual([range(5, 7), range(5, 7)]);
});

test('what this node committed is not read from the log again, though it is announced', async () => {
  const run = await startRun();
  const { reader, goLive } = join(run.sessionId, 4);
  goLive();
  log.read = () => Promise.reject(new Error('nothing is missing'));
  for (const text of ['a', 'b', 'c']) await appendText(log, run, text);
  await settle();
  expect({ seqs: reader.seqs, errors }).toEqual({ seqs: range(5, 7), errors: [] });
});

test('[D3] what is committed between subscribing and going live is not lost, and not sent twice', async () => {
  const run = await startRun();
  const joining = join(run.sessionId, 5);
  await appendText(log, run, 'read by the join');
  await appendText(log, run, 'committed after its read');
  joining.goLive();
  await settle();
  await appendText(log, run, 'live');
  await settle();
  expect(joining.reader.seqs).toEqual([6, 7]);
});

test('[D3] a reader that is ahead of what was published waits for it', async () => {
  const run = await startRun();
  const first = join(run.sessionId, 4);
  first.goLive();
  const ahead = join(run.sessionId, 6);
  ahead.goLive();
  await appendText(log, run, 'a', 'b', 'c');
  await appendText(log, run, 'd');
  expect([first.reader.seqs, ahead.reader.seqs]).toEqual([range(5, 8), range(7, 8)]);
});

test('[D4] a slow reader leaves the fan-out, is caught up from the log, and holds up nobody', async () => {
  const run = await startRun();
  const [slow, quick] = [join(run.sessionId, 4), join(run.sessionId, 4)];
  slow.goLive();
  quick.goLive();
  await appendText(log, run, 'a');
  slow.reader.backlog = 300_000;
  for (let n = 0; n < 300; n++) await appendText(log, run, `${n}`);
  expect(quick.reader.seqs).toEqual(range(5, 305));
  expect(slow.reader.seqs).toEqual([5]);
  expect(live.has(slow.reader)).toBe(false);
  slow.reader.backlog = 0;
  slow.reader.drained?.();
  await settle();
  await appendText(log, run, 'live again');
  expect(slow.reader.seqs).toEqual(range(5, 306));
  expect(live.has(slow.reader)).toBe(true);
});

test('[D4] a reader that stays slow is sent one page at a time', async () => {
  const run = await startRun();
  const slow = join(run.sessionId, 4);
  slow.goLive();
  slow.reader.backlog = 300_000;
  for (let n = 0; n < 700; n++) await appendText(log, run, `${n}`);
  slow.reader.drained?.();
  await settle();
  expect(slow.reader.seqs).toEqual(range(5, 504));
  slow.reader.backlog = 0;
  slow.reader.drained?.();
  await settle();
  expect(slow.reader.seqs).toEqual(range(5, 704));
});

test('[D4] a page of a catch-up is no larger than what may wait, however many events it is', async () => {
  const run = await startRun();
  const slow = join(run.sessionId, 4);
  slow.goLive();
  slow.reader.backlog = 300_000;
  for (let n = 0; n < 10; n++) await appendText(log, run, 'x'.repeat(30_000));
  const pages: number[] = [];
  slow.reader.send = (frame) => void pages.push(frame.events.length);
  slow.reader.drained?.();
  await settle();
  slow.reader.backlog = 0;
  slow.reader.drained?.();
  await settle();
  expect(pages).toEqual([6, 4]);
});

test('[D1] what another node committed is read from the log when its hint comes, before what follows', async () => {
  const run = await startRun();
  const { reader, goLive } = join(run.sessionId, 4);
  goLive();
  await commitElsewhere(run, 'elsewhere');
  wakeUps.publish('log', run.sessionId, '5');
  await settle();
  await appendText(log, run, 'here');
  expect(reader.seqs).toEqual([5, 6]);
});

test('[D6] a lost hint is found by the poll within a second', async () => {
  const run = await startRun();
  const { reader, goLive } = join(run.sessionId, 4);
  goLive();
  await commitElsewhere(run, 'never announced');
  expect(reader.seqs).toEqual([]);
  clock.advance(1_000);
  await settle();
  expect(reader.seqs).toEqual([5]);
});

test('[D1] a gap in what this node heard is filled from the log', async () => {
  const run = await startRun();
  const { reader, goLive } = join(run.sessionId, 4);
  goLive();
  await commitElsewhere(run, 'not heard');
  await appendText(log, run, 'heard');
  await settle();
  expect(reader.seqs).toEqual([5, 6]);
});

test('[P2] a deleted session sends its readers away, and the topic is gone', async () => {
  const run = await startRun();
  const { reader, goLive } = join(run.sessionId, 4);
  goLive();
  await log.transact({ sessionId: run.sessionId, userId: alice.id }, (control) =>
    decideDelete(control, { actor: alice, defaultModel: model }),
  );
  expect(reader.goneWith).toEqual([{ sessionId: run.sessionId, reason: 'deleted' }]);
  expect([live.size, hub.topicCount]).toEqual([0, 0]);
});

test('[P2] who is still joining hears of a deletion when it was let in, and not before', async () => {
  const run = await startRun();
  const [allowed, refused] = [join(run.sessionId, 4), join(run.sessionId, 4, 'mallory')];
  await log.transact({ sessionId: run.sessionId, userId: alice.id }, (control) =>
    decideDelete(control, { actor: alice, defaultModel: model }),
  );
  refused.subscription.close();
  expect([allowed.reader.goneWith, refused.reader.goneWith]).toEqual([[], []]);
  allowed.goLive();
  expect(allowed.reader.goneWith).toEqual([{ sessionId: run.sessionId, reason: 'deleted' }]);
  expect([live.size, hub.topicCount]).toEqual([0, 0]);
});

test('[P2] a participant that is removed is sent away, the others stay', async () => {
  const run = await startRun();
  const [owner, editor] = [join(run.sessionId, 4), join(run.sessionId, 4, 'eve')];
  owner.goLive();
  editor.goLive();
  await log.transact({ sessionId: run.sessionId, userId: alice.id }, () => ({
    events: [{ type: 'participant-remove', userId: 'eve', actor: alice }],
    reply: undefined,
  }));
  await appendText(log, run, 'not for eve');
  expect(editor.reader.goneWith).toEqual([{ sessionId: run.sessionId, reason: 'revoked' }]);
  expect([owner.reader.seqs, editor.reader.seqs]).toEqual([[5, 6], [5]]);
});

test('a log that can not be read is tried again, and nothing is lost', async () => {
  const run = await startRun();
  for (let n = 0; n < 600; n++) await appendText(log, run, `${n}`);
  const { reader, goLive } = join(run.sessionId, 4);
  const other = join(run.sessionId, 604);
  other.goLive();
  const read = log.read.bind(log);
  log.read = () => Promise.reject(new Error('the database is away'));
  goLive();
  await settle();
  log.read = read;
  clock.advance(500);
  await settle();
  expect(reader.seqs).toEqual(range(5, 604));
  expect(errors).toHaveLength(1);
});

test('a closed subscription receives nothing', async () => {
  const sessionId = await createSession(log);
  const { reader, subscription, goLive } = join(sessionId, 1);
  goLive();
  subscription.close();
  await log.transact({ sessionId, userId: alice.id }, (control) =>
    decideRename(control, { title: 'new', actor: alice }),
  );
  expect([reader.seqs, hub.topicCount]).toEqual([[], 0]);
});

test('[P2] a session that was purged before anybody told of its deletion sends its readers away', async () => {
  const run = await startRun();
  const { reader, goLive } = join(run.sessionId, 4);
  goLive();
  log.heads = async () => [];
  log.read = async () => undefined;
  clock.advance(1_000);
  await settle();
  expect(reader.goneWith).toEqual([{ sessionId: run.sessionId, reason: 'deleted' }]);
  expect(hub.topicCount).toBe(0);
});

test('[D4] a reader whose catch-up finds nothing asks again after a while, not without end', async () => {
  const run = await startRun();
  const { reader, goLive } = join(run.sessionId, 4);
  goLive();
  reader.backlog = 300_000;
  await appendText(log, run, 'a');
  reader.backlog = 0;
  let reads = 0;
  const read = log.read.bind(log);
  log.read = async (sessionId, after, limit) => {
    const page = await read(sessionId, after, limit);
    return ++reads > 3 || !page ? page : { ...page, events: [] };
  };
  reader.drained?.();
  await settle();
  expect(reads).toBe(1);
  for (let n = 0; n < 3; n++) {
    clock.advance(500);
    await settle();
  }
  expect(reader.seqs).toEqual([5]);
});

test('[L6] a node that was away for longer than the log keeps goes on behind what was compacted', async () => {
  const run = await startRun();
  const { reader, goLive } = join(run.sessionId, 4);
  goLive();
  for (const text of ['compacted', 'compacted', 'kept']) await commitElsewhere(run, text);
  const read = log.read.bind(log);
  log.read = async (sessionId, after, limit) => {
    const page = await read(sessionId, after, limit);
    return page && { ...page, compactedSeq: 6, events: page.events.filter((event) => event.seq > 6) };
  };
  clock.advance(1_000);
  await settle();
  await appendText(log, run, 'here');
  // The reader sees the gap, and what is below it no more: it joins again.
  expect(reader.seqs).toEqual([7, 8]);
});
