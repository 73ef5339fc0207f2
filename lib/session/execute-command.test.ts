import { describe, expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import type { Command, CommandOf } from '#lib/protocol/command.ts';
import { AppError } from '#lib/protocol/error.ts';
import { hashBody } from './command-body-hash.ts';
import type { EventLog } from './event-log.ts';
import { LocalWakeUps } from './local-wake-ups.ts';
import { MemoryEventLog } from './memory-event-log.ts';
import { createExecutor, describeCommands } from './testing/command-contract.ts';
import { readAll } from './testing/log-fixture.ts';

const createLog = () => new MemoryEventLog({ clock: new ManualClock(1_700_000_000_000) });

describeCommands('memory', async () => {
  const log = createLog();
  const holder = { name: 'worker', lock: '1' };
  log.setConnected(holder, true);
  return { logs: [log], holder, close: async () => undefined };
});

const caller = { userId: 'alice' };
const createCommand = (): Command => ({
  commandId: createId(),
  sessionId: createId(),
  type: 'create-session',
});
const busy = new AppError('busy', 'cannot reach the log: it is away', { retryAfterMs: 500 });

describe('when the log does not answer', () => {
  /** A log one of whose methods fails, before or after it did its work. */
  function createFailing(method: 'transact' | 'recordRefusal' | 'findRecorded', when: 'before' | 'after') {
    const log = createLog();
    const state = { failing: true };
    // Cast: the same method of the same object, with a failure around it.
    const work = log[method].bind(log) as (...args: unknown[]) => Promise<unknown>;
    Object.assign(log, {
      async [method](...args: unknown[]) {
        if (state.failing && when === 'before') throw new Error('away');
        const result = await work(...args);
        if (state.failing) throw new Error('away');
        return result;
      },
    } satisfies Partial<Record<keyof EventLog, unknown>>);
    return { log, state, executor: createExecutor(log, { toAppError: () => busy }) };
  }

  test('[L5] a command that was not carried out is busy, and succeeds when it is sent again', async () => {
    const { log, state, executor } = createFailing('transact', 'before');
    const command = createCommand();
    expect(await executor.execute(caller, command)).toEqual({
      ok: false,
      commandId: command.commandId,
      error: {
        code: 'busy',
        message: 'cannot reach the log: it is away',
        retryable: true,
        retryAfterMs: 500,
      },
    });
    state.failing = false;
    expect(await executor.execute(caller, command)).toEqual({
      ok: true,
      commandId: command.commandId,
      seq: 1,
    });
    expect(await readAll(log, command.sessionId)).toHaveLength(1);
  });

  test('[L5] [I1] a command whose answer was lost has its one effect, and is answered when it is sent again', async () => {
    const { log, state, executor } = createFailing('transact', 'after');
    const command = createCommand();
    expect(await executor.execute(caller, command)).toMatchObject({ ok: false, error: { code: 'busy' } });
    expect(await readAll(log, command.sessionId)).toHaveLength(1);
    state.failing = false;
    expect(await executor.execute(caller, command)).toEqual({
      ok: true,
      commandId: command.commandId,
      seq: 1,
    });
    expect(await readAll(log, command.sessionId)).toHaveLength(1);
  });

  test.each(['recordRefusal', 'findRecorded'] as const)(
    '[L5] a refusal is told only when it is recorded: %s fails',
    async (method) => {
      const { state, executor } = createFailing(method, 'before');
      const rename: Command = {
        commandId: createId(),
        sessionId: createId(),
        type: 'rename-session',
        title: 'Kelp',
      };
      expect(await executor.execute(caller, rename)).toMatchObject({ ok: false, error: { code: 'busy' } });
      state.failing = false;
      expect(await executor.execute(caller, rename)).toMatchObject({
        ok: false,
        error: { code: 'not-found' },
      });
    },
  );

  test('a session that is held is busy', async () => {
    const log = createLog();
    Object.assign(log, { transact: async () => ({ status: 'locked' }) });
    expect(await createExecutor(log).execute(caller, createCommand())).toMatchObject({
      ok: false,
      error: { code: 'busy', retryable: true },
    });
  });
});

test('[L5] a fault of ours is not final: it is not recorded', async () => {
  const log = createLog();
  const executor = createExecutor(log, {
    isModel() {
      throw new TypeError('broken');
    },
    toAppError: () => new AppError('internal', 'cannot run the command: something broke'),
  });
  const send: Command = {
    commandId: createId(),
    sessionId: createId(),
    type: 'send-message',
    messageId: createId(),
    parts: [{ type: 'text', text: 'x' }],
    model: 'demo:coral',
    create: true,
  };
  expect(await executor.execute(caller, send)).toMatchObject({
    ok: false,
    error: { code: 'internal', retryable: true },
  });
  expect(await createExecutor(log).execute(caller, send)).toMatchObject({ ok: true });
});

test('a read mark, which is no event, rings for the lists of its owner', async () => {
  const wakeUps = new LocalWakeUps();
  const rung: string[] = [];
  wakeUps.subscribe('list', (sessionId) => rung.push(sessionId));
  const executor = createExecutor(createLog(), { wakeUps });
  const create = createCommand();
  await executor.execute(caller, create);
  expect(rung).toEqual([]);
  await executor.execute(caller, {
    commandId: createId(),
    sessionId: create.sessionId,
    type: 'mark-read',
    seq: 1,
  });
  expect(rung).toEqual([create.sessionId]);
});

describe('the hash of a body', () => {
  const send: CommandOf<'send-message'> = {
    commandId: createId(),
    sessionId: createId(),
    type: 'send-message',
    messageId: createId(),
    parts: [
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ],
  };

  test('is the same for the same body under another id, and in another order of keys', () => {
    const { parts, ...rest } = send;
    const turned = { parts: parts.map(({ type, text }) => ({ text, type })), ...rest };
    expect(hashBody({ ...turned, commandId: createId() })).toBe(hashBody(send));
  });

  test.each<[string, Command]>([
    ['another text', { ...send, parts: [{ type: 'text', text: 'ab' }] }],
    ['another order of parts', { ...send, parts: send.parts.toReversed() }],
    ['one field more', { ...send, parentId: null }],
    ['another session', { ...send, sessionId: createId() }],
    ['another type', { commandId: send.commandId, sessionId: send.sessionId, type: 'delete-session' }],
  ])('is another for %s', (_, other) => {
    expect(hashBody(other)).not.toBe(hashBody(send));
  });
});
