import { expect, test } from 'vitest';
import type { EvalSpec } from '#lib/evals/model/eval-spec.ts';
import { hashSpec, normaliseSpec, planTrials, toTrialTitle } from './plan-trials.ts';

const spec: EvalSpec = {
  skillName: 'workbench',
  skillHash: 'a'.repeat(64),
  scenarioIds: ['rls-slow', 'audit-only', 'rls-slow'],
  conditions: ['mcp+skill', 'baseline'],
  modelIds: ['demo:kelp', 'demo:coral', 'demo:kelp'],
  repeats: 2,
  maxCostUsd: null,
};

test('a spec has one spelling, so what is asked in another order is the same spec', () => {
  const normal = normaliseSpec(spec);
  expect(normal).toEqual({
    ...spec,
    scenarioIds: ['audit-only', 'rls-slow'],
    conditions: ['baseline', 'mcp+skill'],
    modelIds: ['demo:coral', 'demo:kelp'],
  });
  const turned = { ...spec, modelIds: ['demo:kelp', 'demo:coral'], conditions: normal.conditions };
  expect([hashSpec(turned), hashSpec({ ...spec, repeats: 3 }) === hashSpec(spec)]).toEqual([
    hashSpec(spec),
    false,
  ]);
});

test('every cell is tried once before any is tried again', () => {
  const small = { ...normaliseSpec(spec), scenarioIds: ['rls-slow'] };
  expect(planTrials(small).map((trial) => `${trial.position} ${toTrialTitle(trial)}`)).toEqual([
    '0 rls-slow · baseline · coral · 1',
    '1 rls-slow · baseline · kelp · 1',
    '2 rls-slow · mcp+skill · coral · 1',
    '3 rls-slow · mcp+skill · kelp · 1',
    '4 rls-slow · baseline · coral · 2',
    '5 rls-slow · baseline · kelp · 2',
    '6 rls-slow · mcp+skill · coral · 2',
    '7 rls-slow · mcp+skill · kelp · 2',
  ]);
});
