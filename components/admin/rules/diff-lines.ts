export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  /** From 1 on, in the text before; of added ones in the text after. */
  readonly line: number;
}

/** Lines that changed with some around them. Between two hunks lie lines that are the same. */
export type Hunk = readonly DiffLine[];

/** What changes from one text to another, line by line, with `context` lines around each change. */
export function diffLines(before: string, after: string, context = 2): Hunk[] {
  const lines = align(before.split('\n'), after.split('\n'));
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ kind }) => kind !== 'same'),
  );
  const hunks: DiffLine[][] = [];
  for (const [index, line] of lines.entries()) {
    if (!isNear[index]) continue;
    if (index === 0 || !isNear[index - 1]) hunks.push([]);
    hunks.at(-1)?.push(line);
  }
  return hunks;
}

/** By the longest common subsequence: skills are short, so the table of all pairs is small. */
function align(before: readonly string[], after: readonly string[]): DiffLine[] {
  const shared = toSharedLengths(before, after);
  const at = (row: number, column: number): number => shared[row]?.[column] ?? 0;
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const [old, fresh] = [before[row], after[column]];
    if (old !== undefined && old === fresh) {
      lines.push({ kind: 'same', text: old, line: row + 1 });
      row += 1;
      column += 1;
    } else if (old !== undefined && (fresh === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ kind: 'removed', text: old, line: row + 1 });
      row += 1;
    } else if (fresh !== undefined) {
      lines.push({ kind: 'added', text: fresh, line: column + 1 });
      column += 1;
    }
  }
  return lines;
}

/** How many lines the rests of both texts share, from each pair of places on. */
function toSharedLengths(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => Array<number>(after.length + 1).fill(0));
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const [here, below] = [table[row], table[row + 1]];
      if (!here || !below) continue;
      here[column] =
        before[row] === after[column]
          ? (below[column + 1] ?? 0) + 1
          : Math.max(below[column] ?? 0, here[column + 1] ?? 0);
    }
  }
  return table;
}
