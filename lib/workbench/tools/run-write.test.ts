import { expect, test } from 'vitest';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { SqlFailure } from '../sandbox/sql-failure.ts';
import { runWrite } from './run-write.ts';
import { WriteOrder } from './write-order.ts';

const tooLarge = new SqlFailure({ sqlstate: '54000', message: 'the result is larger than 8 MB' });
const done = { status: 'ok' as const, rowChanges: [] };

/** One write to a sandbox whose descriptions come to `descriptions`, in order. */
function write(descriptions: readonly (() => Promise<unknown>)[], signal = new AbortController().signal) {
  const left = [...descriptions];
  const written: string[] = [];
  // Cast: what is not asked for here is not there.
  const sandbox = {
    describe: () => left.shift()?.() ?? Promise.reject(new Error('not expected')),
    changes: () => [{ kind: 'table', action: 'added', on: 'public.a' }],
  } as unknown as Sandbox;
  const context = {
    sandboxId: 'a',
    signal,
    // Cast: no docs are read.
    docs: undefined as never,
    writes: new WriteOrder(),
    openSandbox: () => Promise.resolve(sandbox),
  };
  const outcome = runWrite(context, () => {
    written.push('written');
    return Promise.resolve(done);
  });
  return { outcome, written };
}

const described = () => Promise.resolve({});
const fails = (error: Error) => async () => {
  throw error;
};
const unknown = { result: done, changes: { changed: [], changesUnknown: true } };

test('a write tells what it changed', async () => {
  const { outcome } = write([described, described]);
  expect(await outcome).toEqual({
    result: done,
    changes: { changed: [{ kind: 'table', action: 'added', on: 'public.a' }] },
  });
});

test('a sandbox that holds more than can be described can still be written to', async () => {
  expect(await write([fails(tooLarge)]).outcome).toEqual(unknown);
});

test('[R4] a write that is done is told as done, whatever keeps the sandbox from being described then', async () => {
  expect(await write([described, fails(tooLarge)]).outcome).toEqual(unknown);
  expect(await write([described, fails(new Error('connection lost'))]).outcome).toEqual(unknown);
});

test('a sandbox that can not be reached is not written to', async () => {
  const { outcome, written } = write([fails(new Error('connection lost'))]);
  await expect(outcome).rejects.toThrow('connection lost');
  expect(written).toEqual([]);
});

test('[R4] nothing is written when the time ran out with the look before', async () => {
  const late = new AbortController();
  const slow = () => {
    late.abort(new Error('too late'));
    return Promise.resolve({});
  };
  const { outcome, written } = write([slow], late.signal);
  await expect(outcome).rejects.toThrow('too late');
  expect(written).toEqual([]);
});
