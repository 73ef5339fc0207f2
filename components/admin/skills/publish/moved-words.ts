import type { MoveView, VersionView } from '../skill-view.ts';

/** What another admin did to a label, to whoever was about to move it. */
export function toMovedWords(move: MoveView | null, versions: readonly VersionView[]): string {
  if (!move) return 'Somebody moved it meanwhile. Look again and decide anew.';
  const number = versions.find(({ hash }) => hash === move.toHash)?.number;
  const where = number === undefined ? 'elsewhere' : `to version ${number}`;
  const why = move.why.trim() === '' ? '' : ` (“${move.why.trim()}”)`;
  return `${move.author} moved ${move.label} ${where} meanwhile${why}. Nothing was changed by you: look again and decide anew.`;
}
