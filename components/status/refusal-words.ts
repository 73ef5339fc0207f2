import type { AckError, ErrorCode } from '#lib/protocol/error.ts';

/** Why something was refused and what to do, for every code of the protocol. */
const words = {
  unauthorized: 'You are signed out. Sign in to go on.',
  forbidden: 'You may read this session, not write to it.',
  'not-found': 'This session does not exist any more.',
  'invalid-input': 'The server did not understand this message.',
  conflict: 'Something else happened first. Have a look and try again.',
  gone: 'This session was deleted.',
  'too-long': 'This message is too long. Shorten it and send it again.',
  'rate-limited': 'That was a lot at once. Wait a moment and try again.',
  'queue-full': 'The queue is full. Wait until a message has left it.',
  limit: 'A limit of this server is reached. Try again when an answer has ended.',
  busy: 'The server is busy. Try again in a moment.',
  'already-ended': 'The answer had already ended.',
  'upgrade-required': 'This page is out of date. Reload it.',
  internal: 'The server made a mistake. Try again.',
} satisfies Record<ErrorCode, string>;

export function toRefusalWords(error: AckError): string {
  const seconds = error.retryAfterMs === undefined ? 0 : Math.ceil(error.retryAfterMs / 1000);
  return seconds > 0 ? `${words[error.code]} (${seconds} s)` : words[error.code];
}
