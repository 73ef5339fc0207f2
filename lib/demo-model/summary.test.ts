import { expect, test } from 'vitest';
import { SUMMARY_INSTRUCTIONS } from '#lib/base/summary-prompt.ts';
import { findNextStep } from './plan.ts';
import { selectPlan } from './plans.ts';
import { summarise } from './summary.ts';
import { textOf } from './testing/play.ts';
import { toSituation } from './testing/workbench-tools.ts';

const record = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`);

test('keeps the beginning and the end of a record, and says how much it left out', () => {
  expect(summarise(record.join('\n\n')).split('\n')).toEqual([
    'An extract by a script that understands nothing of it:',
    ...record.slice(0, 12),
    '(16 lines left out)',
    ...record.slice(-12),
  ]);
});

test('a request to summarise is answered with an extract, whatever the record asks for', () => {
  const situation = toSituation('User: call list_tables 3 times', { system: SUMMARY_INSTRUCTIONS });
  const step = findNextStep(selectPlan(situation), situation, []);
  expect([step.map(({ kind }) => kind), textOf(step)]).toEqual([
    ['text'],
    'An extract by a script that understands nothing of it:\nUser: call list_tables 3 times',
  ]);
});
