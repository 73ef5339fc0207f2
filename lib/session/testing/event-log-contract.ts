import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { AppError } from '#lib/protocol/error.ts';
import { textOf } from '#lib/state/selectors.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState } from '#lib/state/session-state.ts';
import { decideRename } from '../decide/decide-session.ts';
import type { CommittedBatch } from '../event-log.ts';
import type { LeaseHolder } from '../session-control.ts';
import {
  alice,
  appendText,
  cancelRun,
  claimRun,
  createSession,
  endRun,
  readAll,
  sendMessage,
  textChunk,
  type Store,
} from './log-fixture.ts';

export interface StoreUnderTest {
  readonly log: Store;
  /** A worker whose connection is up; `disconnect` loses it as a killed process would. */
  connect(name: string): Promise<{ holder: LeaseHolder; disconnect(): Promise<void> }>;
  /** Lets `ms` of the store's clock go by. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

const seqsOf = (events: readonly { seq: number }[]) => events.map((event) => event.seq);
const countTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

/** What every store of the log guarantees. */
export function describeEventLog(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`event log in ${name}`, () => {
    let store: StoreUnderTest;
    let log: Store;
    let worker: Awaited<ReturnType<StoreUnderTest['connect']>>;

    beforeAll(async () => {
      store = await open();
      log = store.log;
      worker = await store.connect('worker-1');
    });
    afterAll(() => store.close());

    async function startRun() {
      const sessionId = await createSession(log);
      const { runId } = await sendMessage(log, sessionId);
      const { runEpoch } = await claimRun(log, sessionId, runId, worker.holder);
      return { sessionId, runId, runEpoch };
    }

    test('the events of a run are read whole, or from a seq on, and by no other session', async () => {
      const run = await startRun();
      await appendText(log, run, 'kelp ', 'x');
      await sendMessage(log, run.sessionId);
      const events = await log.readRun(run.sessionId, run.runId);
      const all = await readAll(log, run.sessionId);
      expect(events).toEqual(all.filter((event) => 'runId' in event && event.runId === run.runId));
      expect(await log.readRun(run.sessionId, run.runId, events[0]?.seq)).toEqual(events.slice(1));
      expect(await log.readRun(run.sessionId, run.runId, events.at(-1)?.seq)).toEqual([]);
      expect(await log.readRun(createId(), run.runId)).toEqual([]);
    });

    test('[L1] seq counts 1, 2, 3... whoever writes, appends and transactions at once', async () => {
      const run = await startRun();
      await Promise.all([
        ...countTo(20).map((n) => appendText(log, run, `${n} `, 'x')),
        ...countTo(10).map((n) =>
          log.transact({ sessionId: run.sessionId, userId: alice.id }, (control) =>
            decideRename(control, { title: `title ${n}`, actor: alice }),
          ),
        ),
      ]);
      const events = await readAll(log, run.sessionId);
      expect(seqsOf(events)).toEqual(countTo(4 + 40 + 10));
    });

    test('[L2] a batch is appended whole or not at all', async () => {
      const run = await startRun();
      const stale = { ...run, runEpoch: run.runEpoch - 1 };
      const results = await log.append([
        { ...run, after: 4, events: [textChunk(run.runId, 'a'), textChunk(run.runId, 'b')] },
        { ...stale, after: 4, events: [textChunk(run.runId, 'never'), textChunk(run.runId, 'never')] },
      ]);
      expect(results.map((result) => result.status)).toEqual(['ok', 'fenced']);
      const texts = (await readAll(log, run.sessionId)).filter((event) => event.type === 'run-chunk');
      expect(texts.map((event) => event.chunks)).toEqual([
        [{ type: 'text-delta', id: 't', delta: 'a' }],
        [{ type: 'text-delta', id: 't', delta: 'b' }],
      ]);
    });

    test('[L2] a decision that throws leaves nothing behind', async () => {
      const sessionId = await createSession(log);
      const before = await readAll(log, sessionId);
      const failing = log.transact({ sessionId, userId: alice.id }, () => {
        throw new AppError('forbidden', 'cannot do it: this is a test');
      });
      await expect(failing).rejects.toThrow('this is a test');
      expect(await readAll(log, sessionId)).toEqual(before);
    });

    test('[L3] what a subscriber is told of can be read already', async () => {
      const run = await startRun();
      const checks: Promise<boolean>[] = [];
      const off = log.committed.on((batch: CommittedBatch) => {
        if (batch.sessionId !== run.sessionId) return;
        const last = batch.events.at(-1)?.seq ?? 0;
        checks.push(log.read(run.sessionId, last - 1, 1).then((page) => page?.events[0]?.seq === last));
      });
      await Promise.all(countTo(20).map((n) => appendText(log, run, `${n}`)));
      await new Promise((resolve) => setImmediate(resolve));
      off();
      expect(await Promise.all(checks)).toEqual(countTo(20).map(() => true));
    });

    test('what was appended is what is read: same seq, time, actor and text', async () => {
      const run = await startRun();
      const result = await appendText(log, run, 'héllo 🌊', ' wörld');
      const stored = (await readAll(log, run.sessionId)).slice(-2);
      expect(result).toEqual({ status: 'ok', events: stored });
    });

    test('NUL and lone surrogates are replaced, not refused', async () => {
      const run = await startRun();
      const result = await appendText(log, run, 'a\0b\uD800c');
      const [event] = (await readAll(log, run.sessionId)).slice(-1);
      expect(result).toEqual({ status: 'ok', events: [event] });
      expect(event).toMatchObject({ chunks: [{ delta: 'a\uFFFDb\uFFFDc' }] });
    });

    test('[L4] a writer with a stale epoch changes nothing, and learns it', async () => {
      const run = await startRun();
      await appendText(log, run, 'first ');
      await store.pass(9_000);
      const taken = await claimRun(log, run.sessionId, run.runId, worker.holder);
      expect(taken.status).toBe('claimed');
      expect(await appendText(log, run, 'stale')).toEqual({ status: 'fenced' });
      expect(await endRun(log, run.sessionId, run.runId, run.runEpoch)).toEqual({ status: 'fenced' });
      const next = { ...run, runEpoch: taken.runEpoch };
      expect((await appendText(log, next, 'second')).status).toBe('ok');
      const state = reduce(createSessionState(run.sessionId), await readAll(log, run.sessionId));
      expect([...state.messages.values()].map(textOf)).toEqual(['hello', 'first second']);
    });

    test('[L4] nothing is appended after the end of a run', async () => {
      const run = await startRun();
      await endRun(log, run.sessionId, run.runId, run.runEpoch);
      expect(await appendText(log, run, 'late')).toEqual({ status: 'fenced' });
      expect(await endRun(log, run.sessionId, run.runId, run.runEpoch)).toEqual({ status: 'fenced' });
    });

    test('an append whose answer was lost can be sent again: one effect, one answer', async () => {
      const run = await startRun();
      const other = await startRun();
      const first = await appendText(log, { ...run, after: 4 }, 'once ', 'only');
      await cancelRun(log, run.sessionId, run.runId);
      const member = {
        ...run,
        after: 4,
        events: [textChunk(run.runId, 'once '), textChunk(run.runId, 'only')],
      };
      const [again, beside] = await log.append([
        member,
        { ...other, after: 4, events: [textChunk(other.runId, 'x')] },
      ]);
      expect(again).toEqual(first);
      expect(beside?.status).toBe('ok');
      expect((await readAll(log, run.sessionId)).slice(4).map((event) => event.type)).toEqual([
        'run-chunk',
        'run-chunk',
        'run-cancel',
      ]);
    });

    test('[L7] one bad member harms nobody else in its group', async () => {
      const [one, two] = [await startRun(), await startRun()];
      const missing = { sessionId: createId(), runId: createId(), runEpoch: 1 };
      const results = await log.append(
        [one, missing, two].map((run) => ({ ...run, after: 4, events: [textChunk(run.runId, 'x')] })),
      );
      expect(results.map((result) => result.status)).toEqual(['ok', 'fenced', 'ok']);
    });

    test('[R1] [R2] of many claims of one run at once exactly one wins', async () => {
      const sessionId = await createSession(log);
      const { runId } = await sendMessage(log, sessionId);
      const claims = await Promise.all(countTo(8).map(() => claimRun(log, sessionId, runId, worker.holder)));
      expect(claims.filter((claim) => claim.status === 'claimed')).toHaveLength(1);
    });

    test('[R3] a run is claimable when its holder is gone, not while it is held', async () => {
      const dying = await store.connect('worker-2');
      const sessionId = await createSession(log);
      const { runId } = await sendMessage(log, sessionId);
      await claimRun(log, sessionId, runId, dying.holder);
      expect((await claimRun(log, sessionId, runId, worker.holder)).status).toBe('not-claimable');
      await dying.disconnect();
      expect((await log.findClaimable(1_000)).map((row) => row.runId)).toContain(runId);
      expect((await claimRun(log, sessionId, runId, worker.holder)).attempt).toBe(2);
    });

    test('[R3] a heartbeat keeps a lease, and tells who lost it or was stopped', async () => {
      const [held, lost, stopped] = [await startRun(), await startRun(), await startRun()];
      await store.pass(5_000);
      await log.heartbeat(worker.holder.name, [{ runId: held.runId, epoch: held.runEpoch }], 8_000);
      await store.pass(5_000);
      expect((await claimRun(log, held.sessionId, held.runId, worker.holder)).status).toBe('not-claimable');
      await claimRun(log, lost.sessionId, lost.runId, worker.holder);
      await claimRun(log, stopped.sessionId, stopped.runId, worker.holder);
      await cancelRun(log, stopped.sessionId, stopped.runId);
      const reports = await log.heartbeat(
        worker.holder.name,
        [held, lost, { ...stopped, runEpoch: stopped.runEpoch + 1 }].map((run) => ({
          runId: run.runId,
          epoch: run.runEpoch,
        })),
        8_000,
      );
      expect(reports.map((report) => report.state)).toEqual(['held', 'lost', 'cancelled']);
    });

    test('[C3] after a cancel no content is appended, and the end is stored as cancelled', async () => {
      const run = await startRun();
      await appendText(log, run, 'kept');
      await cancelRun(log, run.sessionId, run.runId);
      expect(await appendText(log, run, ' dropped')).toEqual({ status: 'cancelled' });
      expect(await endRun(log, run.sessionId, run.runId, run.runEpoch)).toEqual({
        status: 'ended',
        reason: 'cancelled',
      });
      const state = reduce(createSessionState(run.sessionId), await readAll(log, run.sessionId));
      expect([...state.messages.values()].map((message) => [textOf(message), message.status])).toEqual([
        ['hello', 'complete'],
        ['kept', 'cancelled'],
      ]);
    });

    test('[C2] [R1] the cancel of a run that nobody holds ends it in its own commit', async () => {
      const sessionId = await createSession(log);
      const { runId } = await sendMessage(log, sessionId);
      expect(await cancelRun(log, sessionId, runId)).toMatchObject({ reply: { effect: 'ended' } });
      expect((await readAll(log, sessionId)).slice(-2).map((event) => event.type)).toEqual([
        'run-cancel',
        'run-end',
      ]);
      await expect(cancelRun(log, sessionId, runId)).rejects.toMatchObject({ code: 'already-ended' });
      expect((await claimRun(log, sessionId, runId, worker.holder)).status).toBe('not-claimable');
    });

    test('[C6] a completed run takes the next queued message with it, in one batch', async () => {
      const run = await startRun();
      const queued = await sendMessage(log, run.sessionId, 'next');
      expect(queued.placed).toBe('queue');
      const batches: CommittedBatch[] = [];
      const off = log.committed.on((batch) => batches.push(batch));
      await endRun(log, run.sessionId, run.runId, run.runEpoch);
      off();
      const mine = batches.filter((batch) => batch.sessionId === run.sessionId);
      expect(mine.map((batch) => batch.events.map((event) => event.type))).toEqual([
        ['run-end', 'queue-remove', 'message-add', 'run-request'],
      ]);
    });

    test('[L5] a command is recorded with its effect, once, however many race', async () => {
      const sessionId = await createSession(log);
      const command = { userId: alice.id, commandId: createId(), bodyHash: 'hash' };
      const rename = () =>
        log.transact({ sessionId, userId: alice.id, command }, (control) =>
          decideRename(control, { title: 'once', actor: alice }),
        );
      const results = await Promise.all(countTo(8).map(rename));
      expect(results.filter((result) => result.status === 'ok')).toHaveLength(1);
      expect(results.filter((result) => result.status === 'recorded')).toHaveLength(7);
      expect(await readAll(log, sessionId)).toHaveLength(2);
      expect(await log.findRecorded(alice.id, command.commandId)).toMatchObject({
        ok: true,
        bodyHash: 'hash',
        reply: { commandId: command.commandId, seq: 2 },
      });
    });

    test('a session that two create at once is created once', async () => {
      const sessionId = createId();
      const { decideCreate } = await import('../decide/decide-session.ts');
      const creations = await Promise.allSettled(
        countTo(4).map(() =>
          log.transact({ sessionId, userId: alice.id }, (control) => decideCreate(control, { actor: alice })),
        ),
      );
      expect(creations.filter((creation) => creation.status === 'fulfilled')).toHaveLength(1);
      expect(seqsOf(await readAll(log, sessionId))).toEqual([1]);
    });
  });
}
