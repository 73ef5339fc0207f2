import type { Comparison, Matrix, MatrixCell } from '#lib/evals/model/matrix.ts';

export function cellOf(overrides: Partial<MatrixCell> = {}): MatrixCell {
  return {
    trials: 3,
    waiting: 0,
    running: 0,
    infraFailed: 0,
    skipped: 0,
    cached: 0,
    completeness: 1,
    passes: 3,
    decided: 3,
    passAt1: 1,
    interval: { low: 0.4385, high: 1 },
    passHatK: 1,
    meanCostUsd: 0,
    meanLatencyMs: 1_200,
    meanInputTokens: 900,
    meanOutputTokens: 120,
    filesLoaded: [],
    docsFetched: [],
    trialIds: [],
    delta: null,
    ...overrides,
  };
}

export function comparisonOf(overrides: Partial<Comparison> = {}): Comparison {
  return {
    wins: 0,
    losses: 0,
    ties: 3,
    pValue: 1,
    verdict: 'underpowered',
    before: 1,
    after: 1,
    ...overrides,
  };
}

/** Two scenarios, two conditions, two models. */
export function matrixOf(overrides: Partial<Matrix> = {}): Matrix {
  const columns = (['mcp', 'mcp+skill'] as const).flatMap((condition) =>
    ['demo:kelp', 'openai:gpt'].map((modelId) => ({
      condition,
      modelId,
      simulated: modelId === 'demo:kelp',
    })),
  );
  const cells = columns.map(() => cellOf());
  return {
    axis: 'scenario',
    columns,
    rows: [
      { id: 'rls-slow', title: 'Slow policies', cells },
      { id: 'view-invoker', title: 'A view', cells: [cellOf({ passes: 1 }), ...cells.slice(1)] },
    ],
    totals: cells,
    comparisons: [],
    ...overrides,
  };
}
