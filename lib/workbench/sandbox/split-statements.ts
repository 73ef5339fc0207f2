import { skipBlockComment, skipBlanks, toEndOfLine } from './statement-words.ts';

/**
 * The statements of a script, as psql tells them apart: semicolons in quotes, comments, brackets and bodies (`BEGIN ATOMIC`
 * … `END`) do not count. Each piece is run by a protocol that takes one statement, so a mistake here is an error, not a
 * second statement.
 */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  const words: string[] = [];
  let start = 0;
  let brackets = 0;
  let bodies = 0;
  let at = 0;
  const finish = (end: number): void => {
    const piece = sql.slice(start, end);
    if (skipBlanks(piece, 0) < piece.length) statements.push(piece.trim());
    words.length = 0;
    start = end + 1;
  };
  while (at < sql.length) {
    const next = skipToken(sql, at);
    const token = sql.slice(at, next);
    if (token === '(' || token === '[') brackets += 1;
    else if (token === ')' || token === ']') brackets = Math.max(0, brackets - 1);
    else if (token === ';' && brackets === 0 && bodies === 0) finish(at);
    else if (/^[a-z]/i.test(token)) {
      const word = token.toLowerCase();
      words.push(word);
      if (isRoutine(words)) bodies = countBodies(bodies, word, words);
    }
    at = next;
  }
  finish(sql.length);
  return statements;
}

function isRoutine([first, second, third, fourth]: readonly string[]): boolean {
  const kind = second === 'or' && third === 'replace' ? fourth : second;
  return first === 'create' && (kind === 'function' || kind === 'procedure');
}

function countBodies(bodies: number, word: string, words: readonly string[]): number {
  if (word === 'atomic' && words.at(-2) === 'begin') return bodies + 1;
  if (bodies > 0 && word === 'case') return bodies + 1;
  if (bodies > 0 && word === 'end') return bodies - 1;
  return bodies;
}

/** Where the token that begins at `at` ends. */
function skipToken(sql: string, at: number): number {
  const blank = skipBlanks(sql, at);
  if (blank > at) return blank;
  if (sql.startsWith('--', at)) return toEndOfLine(sql, at);
  if (sql.startsWith('/*', at)) return skipBlockComment(sql, at);
  const rest = sql.slice(at, at + 200);
  if (/^e'/i.test(rest)) return skipQuoted(sql, at + 1, "'", true);
  if (rest.startsWith("'")) return skipQuoted(sql, at, "'", false);
  if (rest.startsWith('"')) return skipQuoted(sql, at, '"', false);
  const tag = /^\$(?:[a-z_\u0080-\uffff][a-z0-9_\u0080-\uffff]*)?\$/i.exec(rest)?.[0];
  if (tag !== undefined) {
    const end = sql.indexOf(tag, at + tag.length);
    return end === -1 ? sql.length : end + tag.length;
  }
  // A dollar sign within a word, or after a number, begins no quote.
  const word = /^(?:[a-z_\u0080-\uffff][a-z0-9_$\u0080-\uffff]*|\d[a-z0-9_.$]*)/i.exec(rest)?.[0];
  return at + (word?.length ?? 1);
}

function skipQuoted(sql: string, from: number, quote: string, escapes: boolean): number {
  let at = from + 1;
  while (at < sql.length) {
    if (escapes && sql[at] === '\\') at += 2;
    else if (sql[at] !== quote) at += 1;
    else if (sql[at + 1] === quote) at += 2;
    else return at + 1;
  }
  return sql.length;
}
