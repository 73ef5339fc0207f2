import { expect, test } from 'vitest';
import type { CheckResult } from '#lib/evals/model/eval-run.ts';
import { orderChecks } from './check-looks.ts';
import { toTrialState } from './trial-state.ts';

const check = (checkId: string, status: CheckResult['status'], level: CheckResult['level']): CheckResult => ({
  checkId,
  kind: 'behaviour',
  rules: [],
  level,
  holds: '',
  status,
  evidence: '',
});

test('what broke for our reasons is never told as a failure of the model', () => {
  expect([
    toTrialState({ status: 'graded', isPassed: true }),
    toTrialState({ status: 'graded', isPassed: false }),
    toTrialState({ status: 'graded', isPassed: null }),
    toTrialState({ status: 'infra-failed', isPassed: null }),
  ]).toEqual([
    { words: 'Passed', tone: 'good' },
    { words: 'Failed', tone: 'bad' },
    { words: 'No must check applied', tone: 'plain' },
    { words: 'Broke for our reasons', tone: 'warn' },
  ]);
});

test('checks come with failures first, musts before shoulds, what does not apply last', () => {
  const checks = [
    check('a', 'pass', 'should'),
    check('b', 'not-applicable', 'must'),
    check('c', 'fail', 'should'),
    check('d', 'pass', 'must'),
    check('e', 'fail', 'must'),
  ];
  expect(orderChecks(checks).map(({ checkId }) => checkId)).toEqual(['e', 'c', 'd', 'a', 'b']);
});
