import { readSqlTokens } from './sql-words.ts';

const readers: ReadonlySet<string> = new Set(['select', 'values', 'table', 'show', 'with', 'explain']);

/** What may follow EXPLAIN. Others, such as EXECUTE, hide what they run. */
const explained: ReadonlySet<string> = new Set(['select', 'values', 'table', 'with']);

/** None of these stands in a statement that only reads; a column of such a name has to be quoted to be read freely. */
const writers: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'merge', 'into']);

/**
 * Whether a statement plainly only reads: one SELECT, VALUES, TABLE, SHOW, WITH or EXPLAIN without a word that writes or
 * locks. Conservative: what it is not sure of counts as a write. Guarantee: it decides who is asked, not what is possible;
 * what it calls a read runs in a READ ONLY transaction, so functions are no loophole. [X57]
 */
export function isReadOnlySql(sql: string): boolean {
  const tokens = readSqlTokens(sql);
  if (!tokens) return false;
  const last = tokens.at(-1);
  const statement = last?.kind === 'symbol' && last.text === ';' ? tokens.slice(0, -1) : tokens;
  if (statement.some(({ kind, text }) => kind === 'symbol' && text === ';')) return false;

  const words = statement.map(({ kind, text }) => (kind === 'quoted' ? '""' : text));
  if (words.some((word, index) => writers.has(word) || isRowLock(word, words[index + 1]))) return false;
  const first = words.findIndex((word) => word !== '(');
  const verb = words[first] ?? '';
  if (!readers.has(verb)) return false;
  return verb !== 'explain' || explained.has(findExplained(words.slice(first + 1)));
}

/** FOR SHARE, FOR KEY SHARE and FOR NO KEY UPDATE. FOR UPDATE has a word that writes anyway. */
function isRowLock(word: string, next: string | undefined): boolean {
  return word === 'for' && (next === 'share' || next === 'key' || next === 'no');
}

/** The verb behind EXPLAIN's options, in both of their forms. */
function findExplained(words: readonly string[]): string {
  let rest = words;
  // Either a list of options or the parenthesis of the query itself; only the latter begins with a verb.
  if (rest[0] === '(' && !explained.has(rest[1] ?? '') && rest[1] !== '(') {
    rest = rest.slice(rest.indexOf(')') + 1);
  }
  return (
    rest.find((word) => word !== '(' && word !== 'analyze' && word !== 'analyse' && word !== 'verbose') ?? ''
  );
}
