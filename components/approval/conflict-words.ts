/** A refusal reads `cannot <verb> <thing>: <why>`; the why is for people. */
export function toConflictWords(message: string): string {
  const start = message.indexOf(': ');
  const why = (start === -1 ? message : message.slice(start + 2)).trim().replace(/\.$/, '');
  return why === '' ? 'Somebody else was faster.' : `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
}
