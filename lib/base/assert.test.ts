import { expect, test } from 'vitest';
import { assertNever, invariant } from './assert.ts';

test('a value outside its type fails loudly, and says what it was', () => {
  // Cast: what a newer peer could send, past the types.
  expect(() => assertNever({ type: 'new' } as never)).toThrow('outside its type: {"type":"new"}');
});

test('an invariant that holds is silent, a broken one says why', () => {
  expect(() => invariant(1, 'one is true')).not.toThrow();
  expect(() => invariant(undefined, 'a run has a lease')).toThrow('invariant broken: a run has a lease');
});
