import { MAX_TEXT_CHARS } from './limits.ts';
import type { UserPart } from './message.ts';

// Apart from the schemas: a page checks what a person types without loading a parser.

/** Visible characters only; blank, zero-width and control characters do not make a message. */
export function hasVisibleText(parts: readonly UserPart[]): boolean {
  return parts.some((part) => /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(part.text));
}

export function isTooLong(parts: readonly UserPart[]): boolean {
  return parts.reduce((total, part) => total + part.text.length, 0) > MAX_TEXT_CHARS;
}
