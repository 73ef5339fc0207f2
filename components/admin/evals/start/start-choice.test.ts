import { expect, test } from 'vitest';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { chooseTwoFamilies, toggle, toSpec, toVersionLabel, type StartChoice } from './start-choice.ts';

const choice: StartChoice = {
  skillHash: 'a'.repeat(64),
  scenarioIds: ['view-invoker'],
  conditions: ['mcp'],
  modelIds: ['demo:kelp'],
  repeats: '3',
  maxCost: '',
};

const model = (id: string, simulated = false): ModelChoice => ({
  id,
  label: id,
  simulated,
  reasoning: false,
  contextWindow: 1,
});

test('a form becomes a spec; no limit is null', () => {
  expect(toSpec('workbench', choice)).toEqual({
    ok: true,
    spec: {
      skillName: 'workbench',
      skillHash: 'a'.repeat(64),
      scenarioIds: ['view-invoker'],
      conditions: ['mcp'],
      modelIds: ['demo:kelp'],
      repeats: 3,
      maxCostUsd: null,
    },
  });
  expect(toSpec('workbench', { ...choice, maxCost: ' 2.5 ' })).toMatchObject({ spec: { maxCostUsd: 2.5 } });
});

test('what can not be started is told by its field', () => {
  const faulty: Partial<StartChoice>[] = [
    { scenarioIds: [] },
    { conditions: [] },
    { modelIds: [] },
    { repeats: '' },
    { repeats: '2.5' },
    { maxCost: '-1' },
    { maxCost: 'lots' },
  ];
  expect(faulty.map((fault) => toSpec('workbench', { ...choice, ...fault }))).toEqual(
    [
      'Choose a scenario.',
      'Choose a condition.',
      'Choose between one and ten models.',
      'Repeats are a whole number from 1 to 10.',
      'Repeats are a whole number from 1 to 10.',
      'The limit is a sum of dollars above 0, or empty.',
      'The limit is a sum of dollars above 0, or empty.',
    ].map((problem) => ({ ok: false, problem })),
  );
});

test('two families are chosen to begin with, also where all are simulated', () => {
  expect(chooseTwoFamilies([model('openai:a'), model('openai:b'), model('google:c')])).toEqual([
    'openai:a',
    'google:c',
  ]);
  expect(chooseTwoFamilies([model('demo:kelp', true), model('demo:coral', true)])).toEqual([
    'demo:kelp',
    'demo:coral',
  ]);
  expect(chooseTwoFamilies([])).toEqual([]);
});

test('a choice keeps the order of what there is', () => {
  expect(toggle(['a', 'b', 'c'], ['c'], 'a')).toEqual(['a', 'c']);
  expect(toggle(['a', 'b', 'c'], ['a', 'c'], 'a')).toEqual(['c']);
});

test('a version is named by its number, its labels and its note', () => {
  expect(toVersionLabel({ hash: '', number: 4, labels: ['production'], note: 'Move S11' })).toBe(
    'Version 4 · production · Move S11',
  );
});
