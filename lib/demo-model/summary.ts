const MAX_LINES = 12;
const MAX_LINE_CHARS = 200;

/** An extract of a record: the first words of its first and of its last lines, and how many were left out between. */
export function summarise(record: string): string {
  const lines = record
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .map((line) =>
      line.length > MAX_LINE_CHARS ? `${line.slice(0, MAX_LINE_CHARS).toWellFormed()}…` : line,
    );
  const left = lines.length - 2 * MAX_LINES;
  const kept =
    left > 0 ? [...lines.slice(0, MAX_LINES), `(${left} lines left out)`, ...lines.slice(-MAX_LINES)] : lines;
  return ['An extract by a script that understands nothing of it:', ...kept].join('\n');
}
