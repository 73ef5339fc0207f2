import { expect, test } from 'vitest';
import { ackErrorSchema, AppError, errorCodeSchema, type ErrorCode } from './error.ts';

/** What a client may do with each refusal: send the same again later, or not. [L5] */
const retryable: Record<ErrorCode, boolean> = {
  unauthorized: false,
  forbidden: false,
  'not-found': false,
  'invalid-input': false,
  conflict: false,
  gone: false,
  'too-long': false,
  'rate-limited': true,
  'queue-full': true,
  limit: true,
  busy: true,
  'already-ended': false,
  'upgrade-required': false,
  internal: true,
};

test('the codes are the closed list of the protocol', () => {
  expect(errorCodeSchema.options.toSorted()).toEqual(Object.keys(retryable).toSorted());
});

test.each(errorCodeSchema.options)('[L5] %s says in its ack whether to try again', (code) => {
  const ack = new AppError(code, 'cannot do it: this is a test').toAckError();
  expect(ack).toEqual({ code, message: 'cannot do it: this is a test', retryable: retryable[code] });
  expect(ackErrorSchema.parse(ack)).toEqual(ack);
});

test('a time to wait is told when there is one, also when it is zero', () => {
  const waits = [0, 500].map((retryAfterMs) =>
    new AppError('busy', 'cannot: busy', { retryAfterMs }).toAckError(),
  );
  expect(waits.map((ack) => ack.retryAfterMs)).toEqual([0, 500]);
  expect(new AppError('busy', 'cannot: busy').toAckError()).not.toHaveProperty('retryAfterMs');
});

test('the cause is kept for the log and never told to a client', () => {
  const cause = new Error('password=hunter2');
  const error = new AppError('internal', 'cannot send: something broke', { cause });
  expect(error).toMatchObject({ name: 'AppError', code: 'internal', cause });
  expect(JSON.stringify(error.toAckError())).not.toContain('hunter2');
});
