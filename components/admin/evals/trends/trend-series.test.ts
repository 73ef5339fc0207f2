import { expect, test } from 'vitest';
import type { TrendPoint } from '#lib/evals/model/trend.ts';
import { toTrendSeries } from './trend-series.ts';

const point = (overrides: Partial<TrendPoint>): TrendPoint => ({
  skillVersion: 1,
  skillHash: 'aa',
  condition: 'mcp',
  modelId: 'demo:kelp',
  simulated: true,
  trials: 54,
  scenarios: 18,
  isPartial: false,
  completeness: 0.5,
  passAt1: 0.25,
  interval: { low: 0, high: 1 },
  meanCostUsd: 0,
  ...overrides,
});

test('a line is a condition with a model, a row a version', () => {
  const points = [
    point({}),
    point({ modelId: 'openai:gpt-4.1', simulated: false, completeness: 0.6666 }),
    point({ skillVersion: 2, completeness: 1 }),
  ];
  expect(toTrendSeries(points, 'completeness')).toEqual({
    lines: [
      {
        key: 'mcp/demo:kelp',
        name: 'MCP, kelp',
        condition: 'mcp',
        modelId: 'demo:kelp',
        simulated: true,
        place: 0,
      },
      {
        key: 'mcp/openai:gpt-4_1',
        name: 'MCP, gpt-4.1',
        condition: 'mcp',
        modelId: 'openai:gpt-4.1',
        simulated: false,
        place: 1,
      },
    ],
    rows: [
      { version: '1', 'mcp/demo:kelp': 50, 'mcp/openai:gpt-4_1': 66.7 },
      { version: '2', 'mcp/demo:kelp': 100 },
    ],
  });
});

test('what was tried on fewer scenarios, or never graded, is not drawn', () => {
  const points = [point({ isPartial: true }), point({ skillVersion: 2, passAt1: null })];
  expect(toTrendSeries(points, 'passAt1')).toEqual({ lines: [], rows: [] });
});
