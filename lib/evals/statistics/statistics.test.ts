import { describe, expect, test } from 'vitest';
import { toPassHatK } from './pass-hat-k.ts';
import { comparePairs, toSignTest } from './sign-test.ts';
import { scoreTrial, type CheckStatus, type ScoredCheck } from './trial-score.ts';
import { toWilsonInterval } from './wilson-interval.ts';

const must = (status: CheckStatus, checkId = 'a'): ScoredCheck => ({ checkId, level: 'must', status });
const should = (status: CheckStatus, checkId = 'b'): ScoredCheck => ({ checkId, level: 'should', status });

describe('the score of a trial', () => {
  test('completeness is checks passed of checks that were applicable', () => {
    expect(scoreTrial([must('pass'), must('fail'), should('pass'), should('not-applicable')])).toEqual({
      passed: 2,
      total: 3,
      completeness: 2 / 3,
      isPassed: false,
    });
  });

  test('a check that only should hold does not decide whether it passed', () => {
    expect(scoreTrial([must('pass'), should('fail')])).toEqual({
      passed: 1,
      total: 2,
      completeness: 0.5,
      isPassed: true,
    });
  });

  test('of what was nowhere applicable nothing is said', () => {
    const nothing = { passed: 0, total: 0, completeness: undefined, isPassed: undefined };
    expect([scoreTrial([]), scoreTrial([must('not-applicable')])]).toEqual([nothing, nothing]);
  });
});

// Newcombe (1998), Table I, and Wilson's own limits for none and all of ten.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [0, 0, 0, 1],
])('%i of %i lies between %f and %f', (passes, trials, low, high) => {
  const interval = toWilsonInterval(passes, trials);
  expect([interval.low, interval.high].map((limit) => Math.round(limit * 10_000) / 10_000)).toEqual([
    low,
    high,
  ]);
});

// By hand: 2 (C(n, 0) + ... + C(n, min)) / 2^n.
test.each([
  [0, 0, 1],
  [1, 0, 1],
  [3, 3, 1],
  [5, 0, 0.0625],
  [6, 0, 0.03125],
  [0, 6, 0.03125],
  [7, 1, 18 / 256],
  [8, 1, 20 / 512],
  [15, 5, 43_400 / 1_048_576],
])('the sign test of %i wins and %i losses gives %f', (wins, losses, pValue) => {
  expect(toSignTest(wins, losses)).toBeCloseTo(pValue, 12);
});

describe('the comparison of pairs', () => {
  const pairs = (wins: number, losses: number, ties = 0): [number, number][] => [
    ...Array.from({ length: wins }, (): [number, number] => [0, 1]),
    ...Array.from({ length: losses }, (): [number, number] => [1, 0]),
    ...Array.from({ length: ties }, (): [number, number] => [0.5, 0.5]),
  ];

  test.each([
    [0, 0, 9, 'underpowered'],
    [5, 0, 100, 'underpowered'],
    [0, 5, 0, 'underpowered'],
    [6, 0, 0, 'better'],
    [0, 6, 3, 'worse'],
    [4, 2, 0, 'no-difference'],
    [7, 1, 0, 'no-difference'],
    [8, 1, 0, 'better'],
  ] as const)('%i wins, %i losses and %i ties are %s', (wins, losses, ties, verdict) => {
    expect(comparePairs(pairs(wins, losses, ties))).toEqual({
      wins,
      losses,
      ties,
      pValue: toSignTest(wins, losses),
      verdict,
    });
  });
});

// By hand: C(passes, k) / C(trials, k).
test.each([
  [3, 3, 3, 1],
  [2, 3, 3, 0],
  [3, 5, 2, 3 / 10],
  [4, 5, 1, 4 / 5],
  [0, 5, 1, 0],
  [3, 5, 6, undefined],
  [1, 1, 0, undefined],
])('of %i passes in %i trials pass^%i is %s', (passes, trials, k, expected) => {
  const found = toPassHatK(passes, trials, k);
  if (expected === undefined) expect(found).toBe(undefined);
  else expect(found).toBeCloseTo(expected, 12);
});
