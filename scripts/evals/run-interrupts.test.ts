import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { Interrupts } from './run-interrupts.ts';

test('the first Ctrl-C is to stop, the second to leave; one that comes twice at once is one', () => {
  let now = 0;
  const interrupts = new Interrupts(() => now);
  const stateAt = (at: number) => {
    now = at;
    interrupts.press();
    return [interrupts.stop.aborted, interrupts.leave.aborted];
  };
  expect([stateAt(1_000), stateAt(1_100), stateAt(2_000)]).toEqual([
    [true, false],
    [true, false],
    [true, true],
  ]);
});

test('signals are heard until it is told not to listen', () => {
  const source = new EventEmitter();
  const interrupts = new Interrupts();
  // Cast: of a process only these two are used.
  const stop = interrupts.listen(source as unknown as NodeJS.Process);
  stop();
  source.emit('SIGINT');
  expect([interrupts.stop.aborted, source.eventNames()]).toEqual([false, []]);
});
