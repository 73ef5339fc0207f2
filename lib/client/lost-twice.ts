import type { AckError } from '#lib/protocol/error.ts';

/** Why a command is not sent a third time by itself: it may be what brings the connection down. [U1] */
export const lostTwice: AckError = {
  code: 'internal',
  message: 'cannot tell whether it arrived: the connection was lost twice before the server answered',
  retryable: true,
};
