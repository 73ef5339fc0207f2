import { expect, test } from 'vitest';
import { toToolLook } from './tool-states.ts';

test('an answered question looks like its answer, and afterwards only what became of the tool counts', () => {
  const words = (
    state: 'approval-responded' | 'output-available',
    status: 'approved' | 'denied' | 'expired',
  ) => toToolLook({ state, approval: { approvalId: 'a', status } }).words;
  expect([
    words('approval-responded', 'approved'),
    words('approval-responded', 'denied'),
    words('approval-responded', 'expired'),
    words('output-available', 'approved'),
  ]).toEqual(['may run', 'may not run', 'may not run', 'done']);
});
