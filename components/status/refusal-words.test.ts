import { expect, test } from 'vitest';
import { toRefusalWords } from './refusal-words.ts';

test('says how long to wait: in seconds after a burst, in hours when a day is over', () => {
  const limit = { code: 'limit', message: 'cannot send', retryable: true } as const;
  expect([
    toRefusalWords(limit),
    toRefusalWords({ ...limit, retryAfterMs: 1_200 }),
    toRefusalWords({ ...limit, retryAfterMs: 5 * 3_600_000 }),
  ]).toEqual([
    'A limit of this server is reached. Try again when an answer has ended.',
    'A limit of this server is reached. Try again when an answer has ended. (2 s)',
    'The budget for today is used up. It begins anew in 5 h.',
  ]);
});
