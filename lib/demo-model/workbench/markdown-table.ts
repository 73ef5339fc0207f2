/** A table whose cells can't break it, whatever stands in the data. */
export function toTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const toLine = (cells: readonly string[]) => `| ${cells.map(toCell).join(' | ')} |`;
  return [toLine(heads), toLine(heads.map(() => '---')), ...rows.map(toLine)].join('\n');
}

const toCell = (text: string) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
