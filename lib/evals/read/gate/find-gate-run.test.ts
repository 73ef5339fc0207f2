import { expect, test } from 'vitest';
import { evalRun } from '../testing/run-fixture.ts';
import { findGateRun } from './find-gate-run.ts';

const ids = ['view', 'table'];
const whole = { scenarioIds: ids };
const notRun = (evalRunId: string | null, message: string, about: readonly string[]) => ({
  status: 'none',
  evalRunId,
  reason: { code: 'not-run', message, about },
});

test('the newest complete run of everything decides', () => {
  const run = evalRun(whole, { id: 'second' });
  const runs = [
    evalRun(whole, { id: 'running', status: 'running', ending: null }),
    evalRun({}, { id: 'part' }),
    evalRun(whole, { id: 'cancelled', ending: 'cancelled' }),
    run,
    evalRun(whole, { id: 'first' }),
  ];
  expect(findGateRun(runs, ids)).toEqual({ status: 'found', run });
});

test('a run of more than there is covers everything', () => {
  const run = evalRun({ scenarioIds: [...ids, 'gone'], modelIds: ['a:x', 'b:y', 'c:z'] });
  expect(findGateRun([run], ids)).toEqual({ status: 'found', run });
});

test.each([
  ['a scenario is missing', {}, '1 of 2 scenarios', ['table']],
  ['it was run without the skill', { ...whole, conditions: ['mcp' as const] }, 'the condition mcp+skill', []],
  ['one model alone was asked', { ...whole, modelIds: ['demo:kelp'] }, 'a second model', []],
  [
    'nothing fits',
    { scenarioIds: ['gone'], conditions: ['baseline' as const], modelIds: ['demo:kelp'] },
    '2 of 2 scenarios, the condition mcp+skill, a second model',
    ids,
  ],
])('it counts as not run where %s', (_what, spec, gaps, about) => {
  const message = `No eval run of this version covers everything; the newest is without ${gaps}.`;
  expect(findGateRun([evalRun(spec)], ids)).toEqual(notRun('run', message, about));
});

test('without a run, or without scenarios, nothing can be said', () => {
  expect(findGateRun([], ids)).toEqual(notRun(null, 'There is no eval run of this version.', ids));
  expect(findGateRun([evalRun()], [])).toMatchObject({ status: 'none', reason: { code: 'not-run' } });
});

test.each([
  [{ status: 'running', ending: null } as const, 'not-run', 'is not over yet.'],
  [{ ending: 'cost-limit' } as const, 'incomplete', 'reached its cost limit.'],
  [{ ending: 'cancelled' } as const, 'incomplete', 'was cancelled.'],
  [{ ending: 'error', fault: 'no such model' } as const, 'incomplete', 'broke (no such model).'],
])('one that is not complete says why: %j', (about, code, end) => {
  expect(findGateRun([evalRun(whole, about)], ids)).toEqual({
    status: 'none',
    evalRunId: 'run',
    reason: { code, message: `The eval run of this version ${end}`, about: ['run'] },
  });
});
