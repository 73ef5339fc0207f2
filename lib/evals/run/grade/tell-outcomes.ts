import type { Scenario } from '../scenario/scenario.ts';
import type { GradedSolution } from './grade-solution.ts';

const words = { pass: 'pass', fail: 'FAIL', 'not-applicable': 'n/a' } as const;

/** For a terminal: each check with what it asks, and beneath it what was seen. */
export function tellOutcomes(
  scenario: Scenario,
  { error, outcomes, isPassed, condition }: GradedSolution,
): string {
  const blocks = scenario.checks.map(({ id, level, rules, holds }) => {
    const outcome = outcomes.find(({ checkId }) => checkId === id);
    const head = `${words[outcome?.status ?? 'not-applicable'].padEnd(5)}${level.padEnd(7)}${id} [${rules.join(' ')}] ${holds}`;
    const evidence = (outcome?.evidence ?? '').split('\n').map((line) => `            ${line}`);
    return [head, ...evidence].join('\n');
  });
  const passed = outcomes.filter(({ status }) => status === 'pass').length;
  const total = outcomes.filter(({ status }) => status !== 'not-applicable').length;
  return [
    `${scenario.id}, condition ${condition}: ${scenario.prompt}`,
    ...(error === undefined ? [] : [`The solution does not run: ${error}`]),
    ...blocks,
    `${isPassed ? 'Passed' : 'Failed'}: ${passed} of ${total} checks pass.`,
  ].join('\n');
}
