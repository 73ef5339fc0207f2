import { expect, test } from 'vitest';
import { classifyRun, type RunEnd } from './classify-run.ts';

const tell = (end: Partial<RunEnd>): string => {
  const verdict = classifyRun({
    reason: 'error',
    code: null,
    exhaustedDay: false,
    toolFault: undefined,
    ...end,
  });
  if (verdict.kind === 'graded') return verdict.isWhole ? 'graded' : 'graded, not whole';
  return verdict.kind === 'infra' ? (verdict.again ? 'ours, again' : 'ours') : verdict.kind;
};

test.each<[string, Partial<RunEnd>, string]>([
  ['an answer', { reason: 'complete' }, 'graded'],
  ['an answer that was cut', { reason: 'complete', code: 'answer-cut-at-length' }, 'graded'],
  ['a refusal by a filter', { reason: 'complete', code: 'answer-filtered' }, 'graded'],
  ['a model that uses up its steps', { code: 'budget-steps' }, 'graded, not whole'],
  ['a model that never ends', { code: 'budget-time' }, 'graded, not whole'],
  ['an answer of ten megabytes', { code: 'answer-too-long' }, 'graded, not whole'],
  ['more than is read of a provider', { code: 'provider-answer-too-large' }, 'graded, not whole'],
  ['an answer that uses up its bytes', { code: 'budget-bytes' }, 'graded, not whole'],
  ['an answer that costs too much', { code: 'budget-cost' }, 'graded, not whole'],
  ['a day that costs too much', { code: 'budget-cost', exhaustedDay: true }, 'ours'],
  ['a provider that is down', { code: 'provider-failed' }, 'ours, again'],
  ['a provider that stalls', { code: 'provider-stalled' }, 'ours, again'],
  ['a provider that limits', { code: 'provider-rate-limited' }, 'ours, again'],
  ['a wrong key', { code: 'provider-refused-key' }, 'ours'],
  ['a fault of ours', { code: 'internal' }, 'ours, again'],
  ['a code that nobody knows', { code: 'new' }, 'ours, again'],
  ['no code', {}, 'ours, again'],
  ['a tool of ours that broke', { reason: 'complete', toolFault: 'execute_sql: down' }, 'ours, again'],
  ['somebody who stopped it', { reason: 'cancelled' }, 'stopped'],
])('[X68] %s', (_what, end, verdict) => {
  expect(tell(end)).toBe(verdict);
});
