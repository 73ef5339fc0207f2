/** Zero-width and bidirectional controls: they make a text look like another one. Joiners stay, emoji need them. */
const deceptive = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

/** What a person is asked to decide on is shown as the tool gets it, with its invisible characters in sight. */
export function revealText(text: string): string {
  return text.replace(
    deceptive,
    (sign) => `⟨U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
