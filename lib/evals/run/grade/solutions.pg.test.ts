import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createSandboxes, type TestSandboxes } from '#lib/workbench/testing/create-sandboxes.ts';
import { loadScenarios, type LoadedScenario } from '../scenario/load-scenarios.ts';
import type { Solution } from '../scenario/solution.ts';
import { gradeSolution } from './grade-solution.ts';

// The graders, against what is known to be right and to be wrong: each scenario's own solutions on real sandboxes.

const { scenarios, faults } = await loadScenarios('skills/workbench/evals');

let installation: TestSandboxes;
beforeAll(async () => void (installation = await createSandboxes()));
afterAll(() => installation[Symbol.asyncDispose]());

/** The must checks that fail, with why. */
async function findFailures(loaded: LoadedScenario, solution: Solution): Promise<Record<string, string>> {
  const { sandboxes } = installation;
  const { outcomes, error, isPassed } = await gradeSolution(loaded, solution, {
    openSandbox: (id) => sandboxes.open(id, 'trial'),
    dropSandbox: (id) => sandboxes.drop(id),
    createId,
  });
  if (error !== undefined) return { error };
  const musts = new Set(loaded.scenario.checks.filter(({ level }) => level === 'must').map(({ id }) => id));
  const failed = outcomes.filter(({ checkId, status }) => status === 'fail' && musts.has(checkId));
  if (isPassed !== (failed.length === 0)) throw new Error('the verdict is not that of the must checks');
  return Object.fromEntries(failed.map(({ checkId, evidence }) => [checkId, evidence]));
}

test('every scenario is sound', () => {
  expect([faults, scenarios.length]).toEqual([[], 18]);
});

test('every rule of the skill has a check', () => {
  const rules = new Set(scenarios.flatMap(({ scenario }) => scenario.rules));
  expect([...rules].toSorted()).toEqual(
    Array.from({ length: 20 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`),
  );
});

const untouched = { steps: [], answer: '', fails: [] };

describe.concurrent.each(scenarios.map((loaded) => [loaded.scenario.id, loaded] as const))(
  '%s',
  (_id, loaded) => {
    test.each([
      ['without tools', undefined],
      ['with tools', []],
    ] as const)('what nobody touched and nobody answered fails, %s', async (_condition, trace) => {
      expect(await findFailures(loaded, { ...untouched, trace })).not.toEqual({});
    });

    test.for(loaded.solutions.map((solution) => [solution.file, solution] as const))(
      '%s is graded as what it is',
      async ([, solution]) => {
        const expected = Object.fromEntries(solution.fails.map((id) => [id, expect.any(String)]));
        expect(await findFailures(loaded, solution)).toEqual(expected);
      },
    );
  },
);
