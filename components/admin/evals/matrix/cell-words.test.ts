import { expect, test } from 'vitest';
import { cellOf, comparisonOf } from '../testing/matrix-fixture.ts';
import { toCellSentence, toCellState, toComparisonWords, toCompletenessWords } from './cell-words.ts';

const empty = { trials: 0, passes: 0, decided: 0, completeness: null, passAt1: null, passHatK: null };

test('a cell is told by what is known of it, not by what is missing', () => {
  expect(
    [
      cellOf(),
      cellOf({ passes: 1, waiting: 2 }),
      cellOf({ passes: 0 }),
      cellOf({ decided: 0, passes: 0 }),
      cellOf({ ...empty, running: 1, waiting: 2 }),
      cellOf({ ...empty, waiting: 3 }),
      cellOf({ ...empty, infraFailed: 3 }),
      cellOf({ ...empty, skipped: 3 }),
    ].map(toCellState),
  ).toEqual(['passed', 'partly', 'failed', 'undecided', 'running', 'waiting', 'broken', 'none']);
});

test('a cell reads as one sentence', () => {
  const cell = cellOf({
    passes: 2,
    interval: { low: 0.2077, high: 0.9385 },
    completeness: 0.89,
    infraFailed: 1,
    delta: comparisonOf({ before: 0.56, after: 0.89 }),
  });
  expect(toCellSentence(cell)).toBe(
    '2 of 3 passed, 95 % interval 21–94 %, completeness 89 %, 1 broke for our reasons, +33 points against production',
  );
  expect(toCellSentence(cellOf({ ...empty, waiting: 3 }))).toBe('waiting, 3 still to come');
});

test('what is too little to show anything says so, and never reads like a result', () => {
  expect(toComparisonWords(comparisonOf({ wins: 1, ties: 5 }))).toEqual({
    verdict: 'Underpowered',
    details: '1 better, 0 worse, 5 alike: 1 differs, 6 must to show anything',
  });
  expect(
    toComparisonWords(comparisonOf({ wins: 9, losses: 1, ties: 8, pValue: 0.0215, verdict: 'better' })),
  ).toEqual({ verdict: 'Better', details: '9 better, 1 worse, 8 alike, p 0.021' });
});

test('completeness that changed stands beside what it was', () => {
  const changed = comparisonOf({ before: 0.86, after: 1 });
  expect([
    toCompletenessWords(cellOf({ delta: changed })),
    toCompletenessWords(cellOf({ delta: comparisonOf() })),
    toCompletenessWords(cellOf({ completeness: 0.5 })),
  ]).toEqual(['86 % → 100 %', '100 %', '50 %']);
});
