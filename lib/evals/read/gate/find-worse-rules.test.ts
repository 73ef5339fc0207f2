import { describe, expect, test } from 'vitest';
import type { Trial } from '#lib/evals/model/eval-run.ts';
import { trial } from '../testing/trial-fixture.ts';
import { findWorseRules } from './find-worse-rules.ts';

/** `ppf`: three repeats, of which the last one fails the one check, of rule S01. */
const repeats = (results: string, about: Partial<Trial> = {}): Trial[] =>
  [...results].map((result, index) => trial([`a S01 ${result}`], { repeat: index + 1, ...about }));
const worse = (before: readonly Trial[], after: readonly Trial[], rules = ['S01']) =>
  findWorseRules(before, after, rules);
const about = { ruleId: 'S01', modelId: 'demo:kelp' };
const table = { scenarioId: 'table' };

describe('pass^k of a rule', () => {
  test('falls with the first failure in as many repeats', () => {
    expect(worse(repeats('ppp'), repeats('ppf'))).toEqual([{ ...about, k: 3, before: 1, after: 0 }]);
  });

  test('is taken for as many tries as both sides had', () => {
    // Of C(5, 2) = 10 pairs before C(4, 2) = 6 pass; of the one pair after none.
    expect(worse(repeats('ppppf'), repeats('pf'))).toEqual([
      { ...about, k: 2, before: expect.closeTo(0.6, 9), after: 0 },
    ]);
    // And where one pair passes, it is no worse.
    expect(worse(repeats('ppppf'), repeats('pp'))).toEqual([]);
  });

  test('is no worse where it stays, rises, or was not to be had', () => {
    expect(worse(repeats('ppf'), repeats('pff'))).toEqual([]);
    expect(worse(repeats('pff'), repeats('ppp'))).toEqual([]);
    expect([worse([], repeats('f')), worse(repeats('p'), []), worse(repeats('n'), repeats('f'))]).toEqual([
      [],
      [],
      [],
    ]);
  });

  test('is the mean of the scenarios that both sides tried', () => {
    const before = [...repeats('pp'), ...repeats('pp', table), ...repeats('pp', { scenarioId: 'plan' })];
    const after = [...repeats('pp'), ...repeats('pf', table), ...repeats('ff', { scenarioId: 'new' })];
    expect(worse(before, after)).toEqual([{ ...about, k: 2, before: 1, after: 0.5 }]);
  });

  test('may rise in one scenario by what it falls in another', () => {
    const before = [...repeats('pp'), ...repeats('pf', table)];
    expect(worse(before, [...repeats('pf'), ...repeats('pp', table)])).toEqual([]);
  });
});

test('each model is held against itself', () => {
  const coral = { modelId: 'demo:coral' };
  const before = [...repeats('p'), ...repeats('p', coral)];
  expect(worse(before, [...repeats('p'), ...repeats('f', coral)])).toEqual([
    { ruleId: 'S01', modelId: 'demo:coral', k: 1, before: 1, after: 0 },
  ]);
});

test('must checks that name the rule and were asked on both sides count, and no others', () => {
  const before = [trial(['a S01 p', '?b S01 p', 'c S02 p', 'e S01 n'])];
  const after = [trial(['a S01 p', '?b S01 f', 'c S02 f', 'd S01 f', 'e S01 f'])];
  expect(worse(before, after)).toEqual([]);
  expect(worse(before, after, ['S02', 'S01'])).toEqual([
    { ruleId: 'S02', modelId: 'demo:kelp', k: 1, before: 1, after: 0 },
  ]);
});
