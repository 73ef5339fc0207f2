/**
 * What is not seen, or makes a text look like another one: controls, directions, tags, fillers. A lone carriage return
 * looks like a space, and for SQL it ends a comment. Joiners and the selectors of emoji stay.
 */
const deceptive =
  /\r(?!\n)|(?![\t\n\r]|\u200C|\u200D|\uFE0E|\uFE0F)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** What a person is asked to decide on is shown as the tool gets it, with its invisible characters in sight. */
export function revealText(text: string): string {
  return text.replace(
    deceptive,
    (sign) => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
