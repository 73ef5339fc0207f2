import { expect, test } from 'vitest';
import { findRetryMs } from './find-retry.ts';

const at = '2026-01-01T00:00:12.000Z';

test('a parked answer says when it asks the model again, and only if it waits for that', () => {
  expect(findRetryMs({ status: 'suspended', waitingFor: [`retry-at:${at}`] })).toBe(Date.parse(at));
  expect(findRetryMs({ status: 'suspended', waitingFor: ['0190163d-8694-739b-aea5-966c26f8ad91'] })).toBe(
    undefined,
  );
  expect(findRetryMs({ status: 'suspended', waitingFor: ['retry-at:later'] })).toBe(undefined);
  expect(findRetryMs({ status: 'running', waitingFor: [`retry-at:${at}`] })).toBe(undefined);
  expect(findRetryMs(undefined)).toBe(undefined);
});
