import { expect, test } from 'vitest';
import { toBudgetWords } from './budget-words.ts';

test('a budget that is nearly used up says whose it is, how much is used and of how much', () => {
  expect([
    toBudgetWords({ kind: 'steps', scope: 'run', used: 20, limit: 25 }),
    toBudgetWords({ kind: 'tokens', scope: 'run', used: 321_000, limit: 400_000 }),
    toBudgetWords({ kind: 'time', scope: 'run', used: 480_000, limit: 600_000 }),
    toBudgetWords({ kind: 'bytes', scope: 'run', used: 800_001, limit: 1_000_000 }),
    toBudgetWords({ kind: 'cost', scope: 'user-day', used: 4.012, limit: 5 }),
    toBudgetWords({ kind: 'cost', scope: 'day', used: 41.5, limit: 50 }),
  ]).toEqual([
    'This answer has used 20 of 25 steps',
    'This answer has used 321,000 of 400,000 tokens',
    'This answer has used 8 min of 10 min',
    'This answer has used 801 kB of 1,000 kB',
    'You have used $4.01 of $5.00 today',
    'Everybody here has used $41.50 of $50.00 today',
  ]);
});
