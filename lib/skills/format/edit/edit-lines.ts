import type { LineRange } from './rule-block.ts';

/** The lines, without their ends. */
export function takeLines(text: string, { first, last }: LineRange): string[] {
  return text
    .split('\n')
    .slice(first - 1, last)
    .map((line) => line.replace(/\r$/, ''));
}

/** All other lines stay as they are; of the blank lines that would then stand together, one goes too. */
export function removeLines(text: string, { first, last }: LineRange): string {
  const lines = text.split('\n');
  const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';
  const isAlone = isBlank(lines[first - 2]) && isBlank(lines[last]);
  const [above, below] = [lines.slice(0, first - 1), lines.slice(last)];
  if (isAlone && above.length > 0) above.pop();
  else if (isAlone) below.shift();
  return [...above, ...below].join('\n');
}

/** After that line, with the line ends that the text has. */
export function insertLines(text: string, after: number, inserted: readonly string[]): string {
  const lines = text.split('\n');
  const end = lines[0]?.endsWith('\r') === true ? '\r' : '';
  return [...lines.slice(0, after), ...inserted.map((line) => line + end), ...lines.slice(after)].join('\n');
}
