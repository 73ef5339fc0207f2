import type { AuthOutcome } from './post-auth.ts';

/** Better Auth's codes that a person can do something about. */
const words: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'E-mail and password do not belong together.',
  USER_ALREADY_EXISTS: 'There is an account with this e-mail. Sign in instead.',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'There is an account with this e-mail. Sign in instead.',
  INVALID_EMAIL: 'This is not an e-mail address.',
  PASSWORD_TOO_SHORT: 'The password is too short: use 10 characters or more.',
  PASSWORD_TOO_LONG: 'The password is too long: use 128 characters or fewer.',
  BANNED_USER: 'This account is suspended.',
};

export function toAuthWords(outcome: Exclude<AuthOutcome, { ok: true }>): string {
  if (outcome.status === 0) return 'The server could not be reached. Check the connection and try again.';
  if (outcome.status === 429) return 'That was too often. Wait a minute and try again.';
  return words[outcome.code ?? ''] ?? 'That did not work. Try again in a moment.';
}
