import { expect, test } from 'vitest';
import { boundInput } from './bound-input.ts';

const call = (input: unknown) => ({
  type: 'tool-input-available' as const,
  toolCallId: 'c',
  toolName: 'work',
  input,
});

test('an input that fits stays what it is', () => {
  const fine = call({ sql: 'select 1' });
  expect(boundInput(fine, 1_000)).toBe(fine);
});

test('a call whose input is too large failed, and keeps the beginning of it', () => {
  expect(boundInput(call({ sql: 'x'.repeat(9_000) }), 8_000)).toEqual({
    ...call(expect.stringMatching(/^\{"sql":"x+\n\[cut here: \d+ bytes, 2000 are kept\]$/)),
    type: 'tool-input-error',
    errorText: 'The input has 9010 bytes, and 8000 are allowed.',
  });
});

test.each([4_000, 20_000])('a call whose input is nested %d levels deep failed', (levels) => {
  const input = JSON.parse('['.repeat(levels) + ']'.repeat(levels));
  expect(boundInput(call(input), 48_000)).toEqual({
    ...call('[nested too deeply to be kept]'),
    type: 'tool-input-error',
    errorText: 'The input is nested too deeply.',
  });
});
