export const REPORT_WIDTH = 110;

/** Fit for a terminal and for XML 1.0: without control characters, but for tab and line end, and without half characters. */
export function toPlainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/g, '')
    .toWellFormed();
}

/** In lines of at most 110 characters where words allow it; those after the first begin with `indent`. */
export function wrap(text: string, indent: string, first = ''): string {
  const lines: string[] = [];
  for (const word of toPlainText(text).split(/\s+/)) {
    const line = lines.at(-1);
    const longer = line === undefined ? `${first}${word}` : `${line} ${word}`;
    if (line === undefined) lines.push(longer);
    else if (longer.length <= REPORT_WIDTH) lines[lines.length - 1] = longer;
    else lines.push(`${indent}${word}`);
  }
  return lines.join('\n');
}

/** Columns side by side: the first to the left, the others to the right. Longer text is cut. */
export function toTableRow(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, index) => {
      const width = widths[index] ?? 0;
      const text = cell.length > width ? `${cell.slice(0, Math.max(0, width - 1))}…` : cell;
      return index === 0 ? text.padEnd(width) : text.padStart(width);
    })
    .join(' ')
    .trimEnd();
}
