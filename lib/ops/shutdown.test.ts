import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { catchTheRest } from './last-resort.ts';
import { Shutdown, type ShutdownStep } from './shutdown.ts';
import { createTestLogger } from './testing/test-logger.ts';

function createShutdown(steps: Record<string, ShutdownStep['run']>) {
  const clock = new ManualClock();
  const log = createTestLogger();
  const order: string[] = [];
  const exits: number[] = [];
  const shutdown = new Shutdown({
    steps: Object.entries(steps).map(([name, run]) => ({
      name,
      timeoutMs: 1000,
      run: () => {
        order.push(name);
        return run();
      },
    })),
    logger: log.logger,
    clock,
    exit: (code) => exits.push(code),
  });
  return { shutdown, clock, order, exits, messages: () => log.lines.map((line) => line.msg) };
}

test('[R6] steps run one after the other, and the process leaves in peace', async () => {
  let release = (): void => undefined;
  const { shutdown, order, exits, clock } = createShutdown({
    sockets: () => new Promise((resolve) => (release = resolve)),
    database: () => undefined,
  });
  const done = shutdown.begin('SIGTERM');
  await Promise.resolve();
  expect(order).toEqual(['sockets']);
  release();
  await done;
  expect({ order, exits, timers: clock.pendingTimers }).toEqual({
    order: ['sockets', 'database'],
    exits: [0],
    timers: 0,
  });
});

test('[R6] a step that fails or hangs does not keep the others from theirs', async () => {
  const { shutdown, clock, order, exits, messages } = createShutdown({
    broken: () => Promise.reject(new Error('broken')),
    alsoBroken: () => {
      throw new Error('at once');
    },
    hanging: () => new Promise(() => undefined),
    last: () => undefined,
  });
  const done = shutdown.begin('SIGTERM');
  await expect.poll(() => order.length).toBe(3);
  clock.advance(1000);
  await done;
  expect({ order, exits, messages: messages() }).toEqual({
    order: ['broken', 'alsoBroken', 'hanging', 'last'],
    exits: [0],
    messages: [
      'stopping',
      'cannot stop in order',
      'cannot stop in order',
      'stopping took too long',
      'stopped',
    ],
  });
});

test('the same Ctrl+C twice is one, a later signal does not wait', async () => {
  const { shutdown, exits, order, clock } = createShutdown({ hanging: () => new Promise(() => undefined) });
  const signals = new EventEmitter();
  // Cast: an emitter is all that it needs of a process.
  shutdown.listen(signals as unknown as NodeJS.Process);
  signals.emit('SIGTERM');
  await expect.poll(() => order).toEqual(['hanging']);
  signals.emit('SIGINT');
  expect(exits).toEqual([]);
  clock.advance(999);
  signals.emit('SIGINT');
  expect(exits).toEqual([]);
  clock.advance(1);
  signals.emit('SIGINT');
  expect(exits).toEqual([1]);
});

test('a rejection that nobody caught is logged and survived, an exception is logged and left with', () => {
  const log = createTestLogger();
  const faults = new EventEmitter();
  let left = 0;
  // Cast: an emitter is all that it needs of a process.
  catchTheRest(faults as unknown as NodeJS.Process, { logger: log.logger, leave: () => (left += 1) });
  faults.emit('unhandledRejection', new Error('one'));
  expect(left).toBe(0);
  faults.emit('uncaughtException', new Error('two'));
  expect({ left, levels: log.lines.map((line) => line.level) }).toEqual({
    left: 1,
    levels: ['error', 'fatal'],
  });
});
