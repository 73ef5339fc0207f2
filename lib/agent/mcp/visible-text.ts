/** What a terminal obeys, what turns writing around, and what can't be seen. Line ends and tabs are neither. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A stranger's text as a person has to see it who decides about it: whatever is not seen, or moves the cursor, is spelled
 * out. Nothing in it can hide from the admin what it shows to a model.
 */
export function toVisibleText(text: string): string {
  return text.replace(invisible, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
