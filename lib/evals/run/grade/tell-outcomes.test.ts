import { expect, test } from 'vitest';
import type { Scenario } from '../scenario/scenario.ts';
import { tellOutcomes } from './tell-outcomes.ts';

const about = { kind: 'judge' as const, rules: ['S02'], words: { all: ['x'] } };
const scenario: Scenario = {
  id: 'notes',
  title: 'Notes',
  prompt: 'Add notes.',
  rules: ['S02'],
  checks: [
    { ...about, id: 'one', level: 'must', holds: 'It holds' },
    { ...about, id: 'two', level: 'should', holds: 'It holds as well' },
    { ...about, id: 'three', level: 'must', holds: 'It is asked' },
  ],
};

test('each check is told with what it asks and what was seen, whatever the order of the outcomes', () => {
  const told = tellOutcomes(scenario, {
    scenarioId: 'notes',
    condition: 'baseline',
    error: 'no such table (42P01)',
    isPassed: false,
    outcomes: [
      { checkId: 'two', status: 'pass', evidence: '"1"' },
      { checkId: 'one', status: 'fail', evidence: 'ada: 0 rows\nben: 1 row' },
      { checkId: 'three', status: 'not-applicable', evidence: 'there were no tools' },
    ],
  });
  expect(told.split('\n')).toEqual([
    'notes, condition baseline: Add notes.',
    'The solution does not run: no such table (42P01)',
    'FAIL must   one [S02] It holds',
    '            ada: 0 rows',
    '            ben: 1 row',
    'pass should two [S02] It holds as well',
    '            "1"',
    'n/a  must   three [S02] It is asked',
    '            there were no tools',
    'Failed: 1 of 2 checks pass.',
  ]);
});
