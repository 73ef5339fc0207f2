import { APICallError, RetryError, StreamProviderError } from 'ai';
import { describe, expect, test } from 'vitest';
import { classifyProviderFault } from './provider-fault.ts';
import { findRetryAfterMs } from './retry-after.ts';

const call = (
  statusCode: number | undefined,
  more: Partial<ConstructorParameters<typeof APICallError>[0]> = {},
) =>
  new APICallError({
    message: 'key sk-secret refused',
    url: 'https://example.com',
    requestBodyValues: {},
    ...(statusCode === undefined ? {} : { statusCode }),
    ...more,
  });

test.each<[string, unknown, string, boolean]>([
  ['429', call(429), 'provider-rate-limited', true],
  [
    '429 for an empty account',
    call(429, { data: { error: { code: 'insufficient_quota' } } }),
    'provider-out-of-quota',
    false,
  ],
  ['503', call(503), 'provider-overloaded', true],
  ['529', call(529), 'provider-overloaded', true],
  ['500', call(500), 'provider-failed', true],
  ['408', call(408), 'provider-failed', true],
  ['401', call(401), 'provider-refused-key', false],
  ['403', call(403), 'provider-refused-key', false],
  ['404', call(404), 'provider-refused-request', false],
  ['413', call(413), 'provider-refused-request', false],
  [
    'a failure in the stream',
    new StreamProviderError({ message: 'oops', isRetryable: false }),
    'provider-failed',
    true,
  ],
  [
    'an overload in the stream',
    new StreamProviderError({ message: 'x', statusCode: 529, isRetryable: true }),
    'provider-overloaded',
    true,
  ],
  [
    'a reset connection',
    call(200, { cause: new TypeError('terminated', { cause: codeError('UND_ERR_SOCKET') }) }),
    'provider-connection-lost',
    true,
  ],
  [
    'a name that does not resolve',
    call(undefined, { cause: codeError('ENOTFOUND') }),
    'provider-connection-lost',
    true,
  ],
  ['a timeout', new DOMException('late', 'TimeoutError'), 'provider-stalled', true],
  [
    'the last of several tries',
    new RetryError({ message: 'x', reason: 'maxRetriesExceeded', errors: [call(500), call(401)] }),
    'provider-refused-key',
    false,
  ],
  ['a string', 'text part 0 not found', 'provider-unknown-failure', true],
  ['nothing', undefined, 'provider-unknown-failure', true],
])('%s', (_, error, code, retryable) => {
  const fault = classifyProviderFault(error);
  expect([fault.code, fault.retryable]).toEqual([code, retryable]);
  expect(fault.message).not.toContain('sk-secret');
});

test('a chain of causes that bites its tail is followed to an end', () => {
  const error = new Error('a');
  error.cause = error;
  expect(classifyProviderFault(error).kind).toBe('unknown');
});

function codeError(code: string) {
  return Object.assign(new Error(code), { code });
}

describe('retry-after', () => {
  test('comes with the fault', () => {
    expect(classifyProviderFault(call(429, { responseHeaders: { 'retry-after': '7' } }))).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 7_000,
    });
  });

  test('is read in every form, never negative, at most a day', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    const headers: Record<string, string>[] = [
      { 'retry-after': '1.5' },
      { 'retry-after-ms': '250', 'retry-after': '9' },
      { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' },
      { 'retry-after': 'Wed, 31 Dec 2025 00:00:30 GMT' },
      { 'retry-after': '999999999' },
      { 'retry-after': 'soon' },
      {},
    ];
    expect(headers.map((each) => findRetryAfterMs(each, now))).toEqual([
      1_500,
      250,
      30_000,
      0,
      86_400_000,
      undefined,
      undefined,
    ]);
  });
});
