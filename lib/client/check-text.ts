import type { AckError } from '#lib/protocol/error.ts';
import { MAX_TITLE_CHARS } from '#lib/protocol/limits.ts';
import type { UserPart } from '#lib/protocol/message.ts';
import { hasVisibleText, isTooLong } from '#lib/protocol/user-text.ts';

/** Why the server would refuse these words of a message; undefined when it takes them. */
export function findTextFault(parts: readonly UserPart[]): AckError | undefined {
  if (!hasVisibleText(parts)) {
    return { code: 'invalid-input', message: 'cannot send the message: it is empty', retryable: false };
  }
  if (isTooLong(parts)) {
    return { code: 'too-long', message: 'cannot send the message: it is too long', retryable: false };
  }
  return undefined;
}

export function findTitleFault(title: string): AckError | undefined {
  if (title === '')
    return {
      code: 'invalid-input',
      message: 'cannot rename the session: the title is empty',
      retryable: false,
    };
  if (title.length <= MAX_TITLE_CHARS) return undefined;
  return { code: 'too-long', message: 'cannot rename the session: the title is too long', retryable: false };
}
