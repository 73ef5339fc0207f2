import { expect, test } from 'vitest';
import type { Usage } from '#lib/protocol/fields.ts';
import type { Part } from '#lib/protocol/message.ts';
import { RunBudget, type BudgetLimits, type BudgetProgress, type SpentToday } from './run-budget.ts';

const limits: BudgetLimits = {
  steps: 10,
  tokens: 1_000,
  timeMs: 60_000,
  toolCalls: 5,
  bytes: 10_000,
  costUsd: 1,
  userDayCostUsd: 5,
  dayCostUsd: 50,
};

const step = (usage: Usage): Part => ({ type: 'step-start', state: 'done', usage });

function createBudget(
  change: Partial<BudgetProgress> = {},
  spent: SpentToday = { userUsd: 0, everybodyUsd: 0 },
) {
  const progress = { stepsDone: 0, toolCalls: 0, activeMs: 0, parts: [], ...change };
  return new RunBudget({ limits, progress, spent });
}

test('a run that has done nothing is stopped by nothing and warned of nothing', () => {
  const budget = createBudget();
  expect([budget.check(), budget.takeWarnings()]).toEqual([undefined, []]);
});

const text: Part = { type: 'text', text: 'x'.repeat(10_000) };

test.each<[string, Partial<BudgetProgress>, SpentToday | undefined, object]>([
  ['steps', { stepsDone: 10 }, undefined, { kind: 'steps', scope: 'run', used: 10, limit: 10 }],
  [
    'tokens',
    { parts: [step({ totalTokens: 400 }), step({ totalTokens: 600 })] },
    undefined,
    { kind: 'tokens', scope: 'run', used: 1_000, limit: 1_000 },
  ],
  [
    'tokens that nobody added up',
    { parts: [step({ inputTokens: 900, outputTokens: 101 })] },
    undefined,
    { kind: 'tokens', scope: 'run', used: 1_001, limit: 1_000 },
  ],
  ['time', { activeMs: 60_000 }, undefined, { kind: 'time', scope: 'run', used: 60_000, limit: 60_000 }],
  ['tool-calls', { toolCalls: 6 }, undefined, { kind: 'tool-calls', scope: 'run', used: 6, limit: 5 }],
  ['bytes', { parts: [text] }, undefined, { kind: 'bytes', scope: 'run', used: 10_027, limit: 10_000 }],
  ['cost', { parts: [step({ costUsd: 1 })] }, undefined, { kind: 'cost', scope: 'run', used: 1, limit: 1 }],
  [
    'cost of a user’s day',
    { parts: [step({ costUsd: 0.5 })] },
    { userUsd: 4.5, everybodyUsd: 4.5 },
    { kind: 'cost', scope: 'user-day', used: 5, limit: 5 },
  ],
  [
    'cost of everybody’s day',
    {},
    { userUsd: 0, everybodyUsd: 50 },
    { kind: 'cost', scope: 'day', used: 50, limit: 50 },
  ],
])('a budget that is used up stops the run: %s', (_, progress, spent, exhausted) => {
  const { kind } = { kind: '', ...exhausted };
  expect(createBudget(progress, spent).check()).toEqual({ ...exhausted, code: `budget-${kind}` });
});

test('the calls that were asked for may run when they just fit', () => {
  expect(createBudget({ toolCalls: 5 }).check()).toBeUndefined();
});

test('what a compaction took counts, too', () => {
  const data = { summary: '', tokensBefore: 0, tokensAfter: 0, usage: { costUsd: 1 } };
  const { code } = createBudget({ parts: [{ type: 'data-compaction', id: 'c', data }] }).check() ?? {};
  expect(code).toBe('budget-cost');
});

test('a warning comes at four fifths, for each budget by itself', () => {
  expect([
    createBudget({ stepsDone: 7 }).takeWarnings(),
    createBudget({ stepsDone: 8 }).takeWarnings(),
  ]).toEqual([
    [],
    [
      {
        type: 'data-budget',
        id: 'budget-run-steps',
        data: { kind: 'steps', scope: 'run', used: 8, limit: 10 },
      },
    ],
  ]);
});

test('a warning comes once, whichever worker the run is on', () => {
  const [warning] = createBudget({ stepsDone: 8 }).takeWarnings();
  if (warning?.type !== 'data-budget') throw new Error('there is a warning');
  const next = createBudget({ stepsDone: 9, activeMs: 50_000, parts: [warning] }).takeWarnings();
  expect(next.map((chunk) => 'id' in chunk && chunk.id)).toEqual(['budget-run-time']);
});
