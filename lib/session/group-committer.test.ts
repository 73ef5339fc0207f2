import { beforeEach, expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import type { AppendMember, AppendResult } from './event-log.ts';
import { GroupCommitter } from './group-committer.ts';
import { agent } from './testing/log-fixture.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A log whose appends are answered by hand. */
class HeldLog {
  readonly calls: {
    members: readonly AppendMember[];
    answer: (results?: AppendResult[]) => void;
    fail: (error: Error) => void;
  }[] = [];
  #seq = 100;

  append = (members: readonly AppendMember[]): Promise<AppendResult[]> =>
    new Promise((resolve, reject) => {
      const answer = (results?: AppendResult[]) =>
        resolve(results ?? members.map((member) => this.ok(member)));
      this.calls.push({ members, answer, fail: reject });
    });

  ok(member: AppendMember): AppendResult {
    const events = member.events.map((event) => ({
      ...event,
      seq: ++this.#seq,
      at: '2026-01-01T00:00:00.000Z',
    }));
    return { status: 'ok', events };
  }

  textsOf(call: number): string[] {
    return (this.calls[call]?.members ?? []).map((member) =>
      member.events
        .flatMap((event) => (event.type === 'run-chunk' ? event.chunks : []))
        .map((chunk) => (chunk.type === 'text-delta' ? chunk.delta : ''))
        .join('|'),
    );
  }
}

let clock: ManualClock;
let log: HeldLog;
let committer: GroupCommitter;

beforeEach(() => {
  clock = new ManualClock();
  log = new HeldLog();
  committer = new GroupCommitter({
    log,
    clock,
    maxMembers: 3,
    giveUpMs: 5_000,
    isPassing: (error) => error instanceof Error && error.message === 'passing',
    onError: () => undefined,
  });
});

function open(runId: string) {
  const writer = committer.openRun({ sessionId: `s${runId}`, runId, runEpoch: 1, after: 10, actor: agent });
  const say = (delta: string) => writer.push({ type: 'text-delta', id: 't', delta });
  return { writer, say };
}

test('what the same turn pushes is one group, what comes while it is under way is the next', async () => {
  const [one, two] = [open('1'), open('2')];
  one.say('a');
  two.say('b');
  await settle();
  one.say('c');
  one.say('d');
  two.say('e');
  await settle();
  expect(log.calls).toHaveLength(1);
  expect(log.textsOf(0)).toEqual(['a', 'b']);
  log.calls[0]?.answer();
  await settle();
  expect(log.textsOf(1)).toEqual(['cd', 'e']);
});

test('a batch follows the last event of its run', async () => {
  const { say } = open('1');
  say('a');
  await settle();
  log.calls[0]?.answer();
  await settle();
  say('b');
  await settle();
  expect(log.calls.map((call) => call.members[0]?.after)).toEqual([10, 101]);
});

test('a group has at most so many members, and the rest is next', async () => {
  for (const runId of ['1', '2', '3', '4', '5']) open(runId).say(runId);
  await settle();
  expect(log.textsOf(0)).toEqual(['1', '2', '3']);
  log.calls[0]?.answer();
  await settle();
  expect(log.textsOf(1)).toEqual(['4', '5']);
});

test('[L7] a member whose session is locked is tried alone, and holds up nobody', async () => {
  const [slow, quick] = [open('slow'), open('quick')];
  slow.say('a');
  quick.say('b');
  await settle();
  const [first] = log.calls;
  const second = first?.members[1];
  first?.answer([{ status: 'locked' }, ...(second ? [log.ok(second)] : [])]);
  await settle();
  expect(log.textsOf(1)).toEqual(['a']);
  slow.say('later');
  quick.say('c');
  await settle();
  expect(log.textsOf(2)).toEqual(['c']);
  log.calls[1]?.answer();
  log.calls[2]?.answer();
  await settle();
  expect(log.textsOf(3)).toEqual(['later']);
});

test('[L7] after a failure each member is sent again by itself, the very same', async () => {
  const [one, two] = [open('1'), open('2')];
  one.say('a');
  two.say('b');
  await settle();
  one.say('must wait');
  log.calls[0]?.fail(new Error('passing'));
  await settle();
  expect([log.textsOf(1), log.textsOf(2)]).toEqual([['a'], ['b']]);
  expect(log.calls[1]?.members[0]).toBe(log.calls[0]?.members[0]);
});

test('[L7] a member that is bad by itself fails by itself', async () => {
  const [bad, good] = [open('bad'), open('good')];
  bad.say('a');
  good.say('b');
  await settle();
  log.calls[0]?.fail(new Error('not storable'));
  await settle();
  log.calls[1]?.fail(new Error('not storable'));
  log.calls[2]?.answer();
  await settle();
  expect([bad.writer.stop, good.writer.stop]).toEqual(['failed', undefined]);
});

test('a log that stays away is given up after a while, not before', async () => {
  const { writer, say } = open('1');
  say('a');
  await settle();
  log.calls[0]?.fail(new Error('passing'));
  await settle();
  for (let n = 1; n < 60 && !writer.stop; n++) {
    log.calls.at(-1)?.fail(new Error('passing'));
    await settle();
    if (clock.now() < 5_000) expect(writer.stop).toBeUndefined();
    clock.advance(500);
    await settle();
  }
  expect(writer.stop).toBe('failed');
});

test.each(['cancelled', 'fenced'] as const)(
  'a writer that is %s drops what it has and says so',
  async (status) => {
    const { writer, say } = open('1');
    say('a');
    await settle();
    say('b');
    const flushed = writer.flush();
    log.calls[0]?.answer([{ status }]);
    await flushed;
    say('c');
    await settle();
    expect([writer.stop, writer.stopped.reason, log.calls.length]).toEqual([status, status, 1]);
  },
);

test('flush waits for all that was pushed', async () => {
  const { writer, say } = open('1');
  say('a');
  let flushed = false;
  const done = writer.flush().then(() => (flushed = true));
  await settle();
  say('b');
  log.calls[0]?.answer();
  await settle();
  expect(flushed).toBe(false);
  log.calls[1]?.answer();
  await done;
  expect(flushed).toBe(true);
});

test('a delta that is too long for one event becomes several, and no character is split', async () => {
  const { say } = open('1');
  const text = 'x'.repeat(9_000) + '🌊'.repeat(20_000);
  say(text);
  await settle();
  const events = log.calls[0]?.members[0]?.events ?? [];
  const sizes = events.map((event) => Buffer.byteLength(JSON.stringify(event)));
  expect(Math.max(...sizes)).toBeLessThan(64_000);
  expect(log.textsOf(0)[0]?.replaceAll('|', '')).toBe(text);
  expect(
    log
      .textsOf(0)[0]
      ?.split('|')
      .every((piece) => piece.isWellFormed()),
  ).toBe(true);
});

test('a producer waits while too much is not committed', async () => {
  const { writer, say } = open('1');
  await settle();
  say('x'.repeat(1_100_000));
  expect(writer.hasRoom).toBe(false);
  await settle();
  expect(writer.hasRoom).toBe(true);
});
