import { expect, test } from 'vitest';
import type { GateVerdict } from '#lib/evals/model/gate.ts';
import { evalRun } from '#lib/evals/read/testing/run-fixture.ts';
import { toVerdict } from './report-verdict.ts';

const done = evalRun();
const open: GateVerdict = { status: 'open', evalRunId: done.id, notes: [] };
const close = (code: 'injection' | 'not-run', evalRunId: string | null = done.id): GateVerdict => ({
  status: 'closed',
  evalRunId,
  reasons: [{ code, message: '', about: [] }],
  notes: [],
});
const broken = { ...done.counts, 'infra-failed': 2 };

test.each([
  ['an open gate', done, open, true, 'The gate is open.'],
  ['a closed gate', done, close('injection'), false, 'The gate is closed.'],
  ['a gate that another run decides', done, { ...open, evalRunId: 'x' }, true, 'All trials were graded.'],
  ['a run that is too small for the gate', done, close('not-run'), true, 'All trials were graded.'],
  ['broken trials', { ...done, counts: broken }, open, false, '2 trials broke'],
  ['a cancel', { ...done, ending: 'cancelled' as const }, open, false, 'it was cancelled'],
  ['the limit', { ...done, ending: 'cost-limit' as const }, open, false, 'it spent what it may cost'],
  ['a fault', { ...done, ending: 'error' as const, fault: 'no disk' }, open, false, 'no disk'],
  ['a run that goes on', { ...done, status: 'running' as const }, open, true, 'not over yet'],
])('%s', (_what, run, gate, ok, line) => {
  expect(toVerdict({ run, gate })).toEqual({ ok, line: expect.stringContaining(line) });
});
