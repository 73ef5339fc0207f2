import type { AckError, ErrorCode } from '#lib/protocol/error.ts';
import { formatWholeSeconds } from '../ui/format-duration.ts';

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

/** A refusal that lasts longer than this is a day's budget, not a burst. */
const LONG_MS = 10 * 60_000;

export function toRefusalWords({ code, retryAfterMs = 0 }: AckError): string {
  if (code === 'limit' && retryAfterMs > LONG_MS) {
    return `The budget for today is used up. It begins anew in ${formatWholeSeconds(retryAfterMs)}.`;
  }
  return retryAfterMs > 0 ? `${words[code]} (${Math.ceil(retryAfterMs / 1000)} s)` : words[code];
}
