import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { Command, CommandOf } from '#lib/protocol/command.ts';
import type { AppError } from '#lib/protocol/error.ts';
import { CommandExecutor } from '../execute-command.ts';
import { LocalWakeUps } from '../local-wake-ups.ts';
import type { LeaseHolder } from '../session-control.ts';
import { alice, appendText, claimRun, endRun, model, readAll, type Store } from './log-fixture.ts';

export interface StoresUnderTest {
  /** Nodes on one database; one of them at least. */
  readonly logs: readonly Store[];
  /** A worker whose connection is up. */
  readonly holder: LeaseHolder;
  close(): Promise<void>;
}

const limits = { maxQueueItems: 3, maxLiveRuns: 1_000 };
const caller = { userId: alice.id, name: 'Alice' };
const bob = { userId: 'bob' };
const parts = [{ type: 'text' as const, text: 'hello' }];
const fail = (error: unknown): AppError => {
  throw error;
};

export function createExecutor(
  log: Store,
  change: Partial<ConstructorParameters<typeof CommandExecutor>[0]> = {},
) {
  return new CommandExecutor({
    log,
    wakeUps: new LocalWakeUps(),
    defaultModel: model,
    isModel: (name) => name === model || name === 'demo:kelp',
    limits,
    toAppError: fail,
    ...change,
  });
}

/** What a command of one user comes to, on any store and by whichever node. */
export function describeCommands(name: string, open: () => Promise<StoresUnderTest>): void {
  describe(`commands on ${name}`, () => {
    let stores: StoresUnderTest;
    let log: Store;
    let executors: CommandExecutor[];
    let executor: CommandExecutor;

    beforeAll(async () => {
      stores = await open();
      executors = stores.logs.map((store) => createExecutor(store));
      const [firstLog, firstExecutor] = [stores.logs[0], executors[0]];
      if (!firstLog || !firstExecutor) throw new Error('at least one store is needed');
      [log, executor] = [firstLog, firstExecutor];
    });
    afterAll(() => stores.close());

    const createSend = (change: Partial<CommandOf<'send-message'>> = {}): CommandOf<'send-message'> => ({
      type: 'send-message',
      commandId: createId(),
      sessionId: createId(),
      messageId: createId(),
      parts,
      create: true,
      ...change,
    });

    /** A session with a run that waits for a worker. */
    async function start() {
      const send = createSend();
      const ack = await executor.execute(caller, send);
      const events = await readAll(log, send.sessionId);
      const request = events.find((event) => event.type === 'run-request');
      if (!ack.ok || request?.type !== 'run-request') throw new Error('the message was sent');
      return { sessionId: send.sessionId, runId: request.runId, answerId: request.messageId, send, ack };
    }

    /** Sends a command so often at once, by all nodes in turn. */
    const storm = (command: Command, times = 100) =>
      Promise.all(
        Array.from({ length: times }, (_, n) => executors[n % executors.length]?.execute(caller, command)),
      );

    async function expectOneAck(command: Command, times = 100) {
      const [first, ...others] = await storm(command, times);
      expect(others).toEqual(others.map(() => first));
      return first;
    }

    test('[X31] [L5] a message sent a hundred times at once is there once, and all acks are equal', async () => {
      const send = createSend();
      const ack = await expectOneAck(send);
      const events = await readAll(log, send.sessionId);
      expect(events.map((event) => event.type)).toEqual(['session-create', 'message-add', 'run-request']);
      const runId = events[2]?.type === 'run-request' ? events[2].runId : undefined;
      expect(ack).toEqual({ ok: true, commandId: send.commandId, seq: 3, result: { placed: 'run', runId } });
    });

    test('[X31] [L5] so is every other command: one effect, one ack', async () => {
      const { sessionId, runId } = await start();
      const base = () => ({ commandId: createId(), sessionId });
      const itemId = createId();
      const oncePerType: Command[] = [
        { ...base(), type: 'send-message', messageId: itemId, parts },
        { ...base(), type: 'queue-edit', itemId, parts: [{ type: 'text', text: 'better' }] },
        { ...base(), type: 'queue-move', itemId, beforeItemId: null },
        { ...base(), type: 'queue-remove', itemId },
        { ...base(), type: 'cancel-run', runId },
        { ...base(), type: 'rename-session', title: 'Kelp' },
        { ...base(), type: 'archive-session', archived: true },
        { ...base(), type: 'mark-read', seq: 2 },
        { ...base(), type: 'delete-session' },
        { ...base(), type: 'restore-session' },
      ];
      for (const command of oncePerType) {
        expect(await expectOneAck(command, 10)).toMatchObject({ ok: true, commandId: command.commandId });
      }
      expect((await readAll(log, sessionId)).slice(3).map((event) => event.type)).toEqual([
        'queue-add',
        'queue-edit',
        'queue-move',
        'queue-remove',
        'run-cancel',
        'run-end',
        'session-rename',
        'session-archive',
      ]);
    });

    test('[L5] a repetition is answered as the first time, however much has happened since', async () => {
      const { sessionId, send, ack } = await start();
      await executor.execute(caller, {
        commandId: createId(),
        sessionId,
        type: 'rename-session',
        title: 'Later',
      });
      await executor.execute(caller, { commandId: createId(), sessionId, type: 'delete-session' });
      expect(await storm(send, 3)).toEqual([ack, ack, ack]);
    });

    test('[X32] [L5] the same id with another body is a conflict, and the first one stands', async () => {
      const { sessionId, send, ack } = await start();
      const before = await readAll(log, sessionId);
      const other = await executor.execute(caller, { ...send, parts: [{ type: 'text', text: 'other' }] });
      expect(other).toMatchObject({
        ok: false,
        commandId: send.commandId,
        error: { code: 'conflict', retryable: false },
      });
      const elsewhere = await executor.execute(caller, { ...send, sessionId: createId() });
      expect(elsewhere).toMatchObject({ ok: false, error: { code: 'conflict' } });
      expect(await readAll(log, sessionId)).toEqual(before);
      expect(await executor.execute(caller, send)).toEqual(ack);
    });

    test('[X32] of two bodies under one id sent at once one wins, each time', async () => {
      for (let n = 0; n < 10; n++) {
        const send = createSend();
        const bodies = [
          send,
          { ...send, messageId: createId(), parts: [{ type: 'text' as const, text: 'other' }] },
        ];
        const acks = await Promise.all(
          bodies.map((command, index) => executors[index % executors.length]?.execute(caller, command)),
        );
        expect(acks.map((ack) => (ack?.ok ? 'ok' : ack?.error.code)).toSorted()).toEqual(['conflict', 'ok']);
        expect(await readAll(log, send.sessionId)).toHaveLength(3);
      }
    });

    test('[L5] the same body is the same, in whatever order its keys come', async () => {
      const { send, ack } = await start();
      const turned = Object.fromEntries(Object.entries(send).toReversed());
      // Cast: the same entries.
      expect(await executor.execute(caller, turned as unknown as Command)).toEqual(ack);
    });

    test('[X33] [L5] the id of another user’s command is new', async () => {
      const { send } = await start();
      const mine = createSend({ commandId: send.commandId });
      expect(await executor.execute(bob, mine)).toMatchObject({
        ok: true,
        commandId: send.commandId,
        seq: 3,
      });
      expect(await readAll(log, mine.sessionId)).toHaveLength(3);
      const [created] = await readAll(log, mine.sessionId);
      expect(created?.actor).toEqual({ kind: 'user', id: 'bob' });
    });

    test('[L5] a final refusal is recorded: it stays one when the cause is gone', async () => {
      const send = createSend();
      const rename: Command = {
        commandId: createId(),
        sessionId: send.sessionId,
        type: 'rename-session',
        title: 'Early',
      };
      const refused = await executor.execute(caller, rename);
      expect(refused).toMatchObject({ ok: false, commandId: rename.commandId, error: { code: 'not-found' } });
      await executor.execute(caller, send);
      expect(await expectOneAck(rename, 5)).toEqual(refused);
      expect(await executor.execute(caller, { ...rename, commandId: createId() })).toMatchObject({
        ok: true,
      });
    });

    test('[L5] a retryable refusal is not recorded: the same command succeeds when there is room', async () => {
      const { sessionId } = await start();
      const waiting = Array.from({ length: 3 }, () => createSend({ sessionId }));
      for (const send of waiting) await executor.execute(caller, send);
      const late = createSend({ sessionId });
      expect(await executor.execute(caller, late)).toMatchObject({
        ok: false,
        error: { code: 'queue-full', retryable: true },
      });
      const remove: Command = {
        commandId: createId(),
        sessionId,
        type: 'queue-remove',
        itemId: waiting[0]?.messageId ?? '',
      };
      await executor.execute(caller, remove);
      expect(await expectOneAck(late, 5)).toMatchObject({ ok: true, result: { placed: 'queue' } });
    });

    test('[X36] of fifty cancels each is answered: asked while it runs, already ended after', async () => {
      const { sessionId, runId } = await start();
      const { runEpoch } = await claimRun(log, sessionId, runId, stores.holder);
      const cancelOnce = (n: number) =>
        executors[n % executors.length]?.execute(caller, {
          commandId: createId(),
          sessionId,
          type: 'cancel-run',
          runId,
        });
      const while_ = await Promise.all(Array.from({ length: 50 }, (_, n) => cancelOnce(n)));
      expect(new Set(while_.map((ack) => (ack?.ok ? JSON.stringify(ack.result) : ack?.error.code)))).toEqual(
        new Set(['{"effect":"requested"}']),
      );
      expect((await readAll(log, sessionId)).filter((event) => event.type === 'run-cancel')).toHaveLength(1);
      expect(await appendText(log, { sessionId, runId, runEpoch }, 'late')).toEqual({ status: 'cancelled' });
      await endRun(log, sessionId, runId, runEpoch);
      expect(await cancelOnce(0)).toMatchObject({ ok: false, error: { code: 'already-ended' } });
    });

    test('a model that is not configured is refused, a chosen one is the run’s', async () => {
      const unknown = await executor.execute(caller, createSend({ model: 'demo:none' }));
      expect(unknown).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
      const send = createSend({ model: 'demo:kelp' });
      await executor.execute(caller, send);
      expect((await readAll(log, send.sessionId)).at(-1)).toMatchObject({
        type: 'run-request',
        model: 'demo:kelp',
      });
    });

    test('[X18] who did it is who is logged in, by the name of the login', async () => {
      const { sessionId } = await start();
      for (const event of await readAll(log, sessionId)) {
        expect(event.actor).toEqual({ kind: 'user', id: 'alice', name: 'Alice' });
      }
    });
  });
}
