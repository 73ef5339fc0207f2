import type { RatingReason } from '#lib/protocol/rating-note.ts';

/** As people read them. */
export const reasonWords = {
  wrong: 'Wrong',
  incomplete: 'Incomplete',
  unsafe: 'Unsafe',
  unasked: 'Did what I did not ask for',
  slow: 'Too slow',
} satisfies Record<RatingReason, string>;
