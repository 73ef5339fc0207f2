import { MAX_NOTE_CHARS } from './limits.ts';

/** What can be wrong with an answer, as it is stored in front of a note. */
export const ratingReasons = ['wrong', 'incomplete', 'unsafe', 'unasked', 'slow'] as const;
export type RatingReason = (typeof ratingReasons)[number];

export interface RatingNote {
  readonly reasons: readonly RatingReason[];
  readonly text: string;
}

/** `wrong, slow: what somebody wrote`. Undefined when it says nothing; never longer than a note may be. */
export function toRatingNote({ reasons, text }: RatingNote): string | undefined {
  const words = ratingReasons.filter((reason) => reasons.includes(reason)).join(', ');
  const said = text.trim();
  const note = words !== '' && said !== '' ? `${words}: ${said}` : words + said;
  return note === '' ? undefined : note.slice(0, MAX_NOTE_CHARS);
}

/** Reads it back. A note by another client is text without reasons. */
export function readRatingNote(note: string): RatingNote {
  const colon = note.indexOf(':');
  const words = (colon === -1 ? note : note.slice(0, colon)).split(',').map((word) => word.trim());
  if (!words.every(isReason)) return { reasons: [], text: note };
  return { reasons: words, text: colon === -1 ? '' : note.slice(colon + 1).trim() };
}

function isReason(word: string): word is RatingReason {
  return (ratingReasons as readonly string[]).includes(word);
}
