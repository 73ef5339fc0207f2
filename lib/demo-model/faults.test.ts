import { expect, test } from 'vitest';
import { FaultLedger } from './fault-ledger.ts';
import { findFaultOrders } from './faults.ts';

test('reads every fault it knows', () => {
  const orders = findFaultOrders(
    '[fault: 429 retry-after 2 times 1] x [fault: 500][Fault: stall at 20] [fault: slow-headers 0.5s] [fault: slow 2 per second]' +
      '[fault: nul][fault: lone-surrogate][fault: endless][fault: unknown part][fault: cut at 7 times 3]',
  );
  expect(orders).toEqual([
    { fault: { kind: 'status', status: 429, retryAfterSeconds: 2 }, times: 1 },
    { fault: { kind: 'status', status: 500 }, times: Infinity },
    { fault: { kind: 'stall', at: 20 }, times: Infinity },
    { fault: { kind: 'slow-headers', delayMs: 500 }, times: Infinity },
    { fault: { kind: 'slow', wordsPerSecond: 2 }, times: Infinity },
    { fault: { kind: 'insert', at: 3, text: '\0' }, times: Infinity },
    { fault: { kind: 'insert', at: 3, text: '\uD83D' }, times: Infinity },
    { fault: { kind: 'endless' }, times: Infinity },
    { fault: { kind: 'unknown-part', at: 3 }, times: Infinity },
    { fault: { kind: 'cut', at: 7 }, times: 3 },
  ]);
});

test('refuses a fault it does not know', () => {
  expect(() => findFaultOrders('[fault: explode]')).toThrow('cannot obey fault: "explode" is not one');
});

test('counts per prompt, and keeps what is in the stream for a request that gets one', () => {
  const ledger = new FaultLedger();
  const prompt = 'a [fault: cut at 2 times 1] [fault: 500 times 2]';
  const kinds = () => ledger.take(prompt).map((fault) => fault.kind);
  expect([kinds(), kinds(), ledger.take('b [fault: 500 times 1]').length, kinds(), kinds()]).toEqual([
    ['status'],
    ['status'],
    1,
    ['cut'],
    [],
  ]);
});

test('a fault can be for one step alone', () => {
  const ledger = new FaultLedger();
  const prompt = 'a [fault: cut at 2 in step 2 times 1]';
  const taken = [1, 2, 2, 3].map((step) => ledger.take(prompt, step).length);
  expect(taken).toEqual([0, 1, 0, 0]);
});
