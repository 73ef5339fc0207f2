import { expect, test } from 'vitest';
import type { CheckResult, Trial } from '#lib/evals/model/eval-run.ts';
import { pickTrials } from './pick-trials.ts';

const check = (checkId: string, rule: string, status: CheckResult['status']): CheckResult => ({
  checkId,
  kind: 'catalogue',
  rules: [rule],
  level: 'must',
  holds: '',
  status,
  evidence: '',
});

const trial = (id: string, place: Partial<Trial>): Trial => ({
  id,
  evalRunId: 'run',
  scenarioId: 'rls-slow',
  condition: 'mcp',
  modelId: 'demo:kelp',
  repeat: 1,
  status: 'graded',
  attempt: 1,
  sessionId: null,
  cachedFrom: null,
  isPassed: false,
  passed: 1,
  total: 2,
  costUsd: 0,
  latencyMs: null,
  inputTokens: 0,
  outputTokens: 0,
  filesLoaded: [],
  docsFetched: [],
  fault: null,
  checks: [check('indexed', 'S12', 'pass'), check('wrapped', 'S11', 'fail')],
  ...place,
});

const trials = [
  trial('second', { repeat: 2 }),
  trial('first', {}),
  trial('elsewhere', { scenarioId: 'order-schema', checks: [check('money', 'S14', 'pass')] }),
  trial('skilled', { condition: 'mcp+skill' }),
];
const anything = { scenarioId: undefined, ruleId: undefined, condition: undefined, modelId: undefined };

test('the trials of a cell come together, in the order of their repeats', () => {
  const groups = pickTrials(trials, { ...anything, scenarioId: 'rls-slow', condition: 'mcp' });
  expect(groups.map(({ title, trials: members }) => [title, members.map(({ id }) => id)])).toEqual([
    ['rls-slow · kelp', ['first', 'second']],
  ]);
});

test('of a rule only its checks count, and scenarios that do not ask for it are left out', () => {
  const groups = pickTrials(trials, { ...anything, ruleId: 'S12' });
  expect(
    groups.map(({ title, trials: members }) => [
      title,
      members.map(({ isPassed, checks }) => [isPassed, checks.length]),
    ]),
  ).toEqual([
    [
      'rls-slow · MCP · kelp',
      [
        [true, 1],
        [true, 1],
      ],
    ],
    ['rls-slow · MCP + skill · kelp', [[true, 1]]],
  ]);
});

test('what nothing fits is nothing', () => {
  expect(pickTrials(trials, { ...anything, scenarioId: 'unknown' })).toEqual([]);
});
