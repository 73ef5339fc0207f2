/** One piece of a statement that is neither comment nor space: `word` is lower-case, quoted things carry no text. */
export interface SqlToken {
  readonly kind: 'word' | 'quoted' | 'symbol';
  readonly text: string;
}

// As Postgres reads them: only these are space, and every character beyond ASCII belongs to a name.
const piece = new RegExp(
  [
    String.raw`(?<skip>[ \t\n\r\f\v]+|--[^\n\r]*)`,
    String.raw`(?<escaped>[eE]'(?:[^'\\]|\\[\s\S]|'')*')`,
    String.raw`(?<plain>(?:[uU]&|[bBxXnN])?'(?:[^']|'')*')`,
    String.raw`(?<quoted>(?:[uU]&)?"(?:[^"]|"")*")`,
    String.raw`(?<dollar>\$(?<tag>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*|)\$[\s\S]*?\$\k<tag>\$)`,
    String.raw`(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`,
    String.raw`(?<number>\d[\w.]*|\$\d+)`,
    String.raw`(?<symbol>[^'"$\0])`,
  ].join('|'),
  'y',
);

/**
 * Splits SQL into words, quoted things and symbols, without comments. Undefined when it cannot tell for sure where a literal
 * or a comment ends: then nothing may be concluded from the text.
 */
export function readSqlTokens(sql: string): readonly SqlToken[] | undefined {
  const tokens: SqlToken[] = [];
  let position = 0;
  while (position < sql.length) {
    if (sql.startsWith('/*', position)) {
      const end = findCommentEnd(sql, position);
      if (end === undefined) return undefined;
      position = end;
      continue;
    }
    piece.lastIndex = position;
    const groups = piece.exec(sql)?.groups;
    if (!groups) return undefined;
    position = piece.lastIndex;
    // Where strings with a backslash end depends on a setting of the server (standard_conforming_strings).
    if (groups.plain?.includes('\\')) return undefined;
    if (groups.word !== undefined) tokens.push({ kind: 'word', text: lowerAscii(groups.word) });
    else if (groups.symbol !== undefined) tokens.push({ kind: 'symbol', text: groups.symbol });
    else if (groups.skip === undefined) tokens.push({ kind: 'quoted', text: '' });
  }
  return tokens;
}

/** The position after a block comment; they nest. */
function findCommentEnd(sql: string, start: number): number | undefined {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start;
  let depth = 0;
  for (let match = edge.exec(sql); match; match = edge.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return undefined;
}

/** As Postgres folds keywords: a Kelvin sign is no k. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
