import { describe, expect, test } from 'vitest';
import { toWilsonInterval } from '#lib/evals/statistics/wilson-interval.ts';
import { scenario, trial } from '../testing/trial-fixture.ts';
import { toMatrix } from './to-matrix.ts';

const nothing = {
  trials: 0,
  waiting: 0,
  running: 0,
  infraFailed: 0,
  skipped: 0,
  cached: 0,
  completeness: null,
  passes: 0,
  decided: 0,
  passAt1: null,
  interval: { low: 0, high: 1 },
  passHatK: null,
  meanCostUsd: null,
  meanLatencyMs: null,
  meanInputTokens: null,
  meanOutputTokens: null,
  filesLoaded: [],
  docsFetched: [],
  delta: null,
};

test('a cell says what its repeats show, and beside that what is not graded', () => {
  const matrix = toMatrix(
    [
      trial(['a S01 p', 'b S02 p', '?c S02 f'], {
        id: 'two',
        repeat: 2,
        costUsd: 0.02,
        latencyMs: 1_000,
        inputTokens: 100,
        outputTokens: 10,
        filesLoaded: ['references/a.md'],
        docsFetched: ['views', 'grants'],
        cachedFrom: 'another',
      }),
      trial(['a S01 p', 'b S02 f', '?c S02 f'], {
        id: 'one',
        costUsd: 0.04,
        latencyMs: 3_000,
        inputTokens: 300,
        outputTokens: 30,
        docsFetched: ['views'],
        cachedFrom: 'older',
      }),
      trial([], { id: 'three', repeat: 3, status: 'infra-failed', costUsd: 9 }),
      trial([], { id: 'four', repeat: 4, status: 'running' }),
      trial([], { id: 'five', repeat: 5, status: 'waiting' }),
      trial([], { id: 'six', repeat: 6, status: 'skipped' }),
    ],
    { axis: 'scenario', scenarios: [scenario('view', ['a S01 p'])] },
  );
  const figures = {
    trials: 2,
    waiting: 1,
    running: 1,
    infraFailed: 1,
    skipped: 1,
    cached: 2,
    completeness: 0.5, // (2/3 + 1/3) / 2
    passes: 1,
    decided: 2,
    passAt1: 0.5,
    interval: toWilsonInterval(1, 2),
    passHatK: 0,
    meanCostUsd: 0.03,
    meanLatencyMs: 2_000,
    meanInputTokens: 200,
    meanOutputTokens: 20,
    filesLoaded: [{ name: 'references/a.md', trials: 1 }],
    docsFetched: [
      { name: 'views', trials: 2 },
      { name: 'grants', trials: 1 },
    ],
    delta: null,
  };
  const trialIds = ['one', 'two', 'three', 'four', 'five', 'six'];
  expect(matrix).toEqual({
    axis: 'scenario',
    columns: [{ condition: 'mcp+skill', modelId: 'demo:kelp', simulated: true }],
    rows: [{ id: 'view', title: 'The view', cells: [{ ...figures, trialIds }] }],
    totals: [{ ...figures, trialIds: [] }],
    comparisons: [],
  });
});

test('columns go by condition, then model; rows as the scenarios are listed, others after; gaps are null', () => {
  const matrix = toMatrix(
    [
      trial(['a S01 p'], { scenarioId: 'gone', modelId: 'openai:x' }),
      trial(['a S01 p'], { scenarioId: 'second', condition: 'baseline' }),
      trial(['a S01 p'], { scenarioId: 'first', modelId: 'openai:x', condition: 'baseline' }),
    ],
    { axis: 'scenario', scenarios: [scenario('first', []), scenario('second', []), scenario('never', [])] },
  );
  expect(matrix.columns).toEqual([
    { condition: 'baseline', modelId: 'openai:x', simulated: false },
    { condition: 'baseline', modelId: 'demo:kelp', simulated: true },
    { condition: 'mcp+skill', modelId: 'openai:x', simulated: false },
  ]);
  expect(
    matrix.rows.map(({ id, title, cells }) => [id, title, cells.map((cell) => cell?.trials ?? null)]),
  ).toEqual([
    ['first', 'The first', [1, null, null]],
    ['second', 'The second', [null, 1, null]],
    ['gone', null, [null, null, 1]],
  ]);
});

test('a total counts each scenario for pass^k, and each trial for the rest', () => {
  const { totals } = toMatrix(
    [
      trial(['a S01 p']),
      trial(['a S01 p'], { repeat: 2 }),
      trial(['a S01 p'], { scenarioId: 'table' }),
      trial(['a S01 f'], { scenarioId: 'table', repeat: 2 }),
    ],
    { axis: 'scenario' },
  );
  expect(totals[0]).toMatchObject({
    passes: 3,
    decided: 4,
    passAt1: 0.75,
    passHatK: 0.5,
    completeness: 0.75,
  });
});

describe('the axis of rules', () => {
  const trials = [
    trial(['a S01,S03 p', 'b S02 f', '?c S01 f'], { id: 'view-1' }),
    trial(['a S01 f'], { id: 'table-1', scenarioId: 'table' }),
    trial(['b S02 n'], { id: 'table-2', scenarioId: 'table', repeat: 2 }),
    trial([], { id: 'plan-1', scenarioId: 'plan', status: 'waiting' }),
  ];

  test('has a row for each rule, over the checks that name it; must checks alone decide', () => {
    const { rows } = toMatrix(trials, { axis: 'rule', scenarios: [scenario('plan', ['x S02 p'])] });
    const told = rows.map(({ id, cells: [cell] }) => [
      id,
      cell && [cell.completeness, cell.passes, cell.decided, cell.waiting, cell.trialIds],
    ]);
    expect(told).toEqual([
      ['S01', [0.25, 1, 2, 0, ['view-1', 'table-1', 'table-2']]], // (1/2 + 0) / 2
      ['S02', [0, 0, 1, 1, ['view-1', 'table-1', 'plan-1', 'table-2']]],
      ['S03', [1, 1, 1, 0, ['view-1']]],
    ]);
  });

  test('has the totals of the axis of scenarios: no trial counts twice', () => {
    const [byRule, byScenario] = [toMatrix(trials, { axis: 'rule' }), toMatrix(trials, { axis: 'scenario' })];
    expect(byRule.totals).toEqual(byScenario.totals);
    expect(byRule.totals[0]?.trials).toBe(3);
  });
});

describe('against the trials before', () => {
  test('a cell compares repeat by repeat', () => {
    const before = [trial(['a S01 f', 'b S01 f']), trial(['a S01 p', 'b S01 p'], { repeat: 2 })];
    const now = [
      trial(['a S01 p', 'b S01 f']),
      trial(['a S01 p', 'b S01 f'], { repeat: 2 }),
      trial(['a S01 f', 'b S01 f'], { repeat: 3 }),
    ];
    const { rows } = toMatrix(now, { axis: 'scenario', before });
    expect(rows[0]?.cells[0]?.delta).toEqual({
      wins: 1,
      losses: 1,
      ties: 0,
      pValue: 1,
      verdict: 'underpowered',
      before: 0.5,
      after: 0.5,
    });
  });

  test('a total compares scenario by scenario: six wins of six are better, five are underpowered', () => {
    const six = Array.from({ length: 6 }, (_, index) => `scenario-${index}`);
    const all = (result: string, ids: readonly string[]) =>
      ids.map((scenarioId) => trial([result], { scenarioId }));
    const compare = (ids: readonly string[]) =>
      toMatrix(all('a S01 p', ids), { axis: 'scenario', before: all('a S01 f', six) }).totals[0]?.delta;
    const told = { losses: 0, ties: 0, before: 0, after: 1 };
    expect(compare(six)).toEqual({ ...told, wins: 6, pValue: 0.03125, verdict: 'better' });
    expect(compare(six.slice(1))).toEqual({ ...told, wins: 5, pValue: 0.0625, verdict: 'underpowered' });
  });

  test('the cell of a rule looks at the checks of the rule alone', () => {
    const before = [trial(['a S01 f', 'b S02 p'])];
    const { rows } = toMatrix([trial(['a S01 p', 'b S02 f'])], { axis: 'rule', before });
    expect(rows.map(({ id, cells }) => [id, cells[0]?.delta?.wins, cells[0]?.delta?.losses])).toEqual([
      ['S01', 1, 0],
      ['S02', 0, 1],
    ]);
  });

  test('the mean of the same shares in another order is the same', () => {
    const fifths = (passed: number) => [...'abcde'].map((id, at) => `${id} S01 ${at < passed ? 'p' : 'f'}`);
    const repeat = (order: readonly number[]) =>
      order.map((passed, index) => trial(fifths(passed), { repeat: index }));
    const { totals } = toMatrix(repeat([1, 2, 3]), { axis: 'scenario', before: repeat([3, 2, 1]) });
    expect(totals[0]?.delta).toMatchObject({ wins: 0, losses: 0, ties: 1 });
  });
});

describe('the comparison of conditions', () => {
  test('goes over what both were asked: a check that needs tools is no loss of those who have them', () => {
    const { comparisons } = toMatrix(
      [
        trial(['a S01 p', 'trace S17 n'], { condition: 'baseline' }),
        trial(['a S01 p', 'trace S17 f'], { condition: 'mcp' }),
        trial(['a S01 p', 'trace S17 p'], { condition: 'mcp+skill' }),
        trial(['a S01 f'], { condition: 'mcp', scenarioId: 'table' }),
        trial(['a S01 p'], { condition: 'mcp+skill', scenarioId: 'table' }),
      ],
      { axis: 'scenario' },
    );
    const about = { modelId: 'demo:kelp', simulated: true, losses: 0, pValue: 1, verdict: 'underpowered' };
    expect(comparisons).toEqual([
      { ...about, from: 'baseline', to: 'mcp', wins: 0, ties: 1, before: 1, after: 1 },
      { ...about, from: 'mcp', to: 'mcp+skill', wins: 2, ties: 0, pValue: 0.5, before: 0.25, after: 1 },
      { ...about, from: 'baseline', to: 'mcp+skill', wins: 0, ties: 1, before: 1, after: 1 },
    ]);
  });

  test('is made for each model, and leaves out what was not graded', () => {
    const { comparisons } = toMatrix(
      [
        trial(['a S01 p'], { condition: 'mcp' }),
        trial(['a S01 p'], { condition: 'mcp+skill', modelId: 'openai:x' }),
        trial(['a S01 p'], { condition: 'baseline', modelId: 'b:y' }),
        trial(['a S01 f'], { condition: 'mcp', modelId: 'b:y', status: 'infra-failed' }),
        trial(['a S01 f'], { condition: 'mcp', modelId: 'openai:x', status: 'infra-failed' }),
      ],
      { axis: 'scenario' },
    );
    expect(comparisons).toEqual([]);
  });
});

test('of no trials there is an empty matrix', () => {
  expect(toMatrix([], { axis: 'rule', scenarios: [scenario('view', ['a S01 p'])] })).toEqual({
    axis: 'rule',
    columns: [],
    rows: [],
    totals: [],
    comparisons: [],
  });
  expect(toMatrix([trial([], { id: 'a', status: 'waiting' })], { axis: 'scenario' }).totals).toEqual([
    { ...nothing, waiting: 1, trialIds: [] },
  ]);
});
