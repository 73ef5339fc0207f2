import type { SqlError } from './sql-result.ts';

/** PostgreSQL's white space and comments; block comments nest. Answers with where the first token begins. */
export function skipBlanks(sql: string, from: number): number {
  let at = from;
  for (;;) {
    if (/[ \t\n\r\f\v]/.test(sql[at] ?? '')) at += 1;
    else if (sql.startsWith('--', at)) at = toEndOfLine(sql, at);
    else if (sql.startsWith('/*', at)) at = skipBlockComment(sql, at);
    else return at;
  }
}

export function toEndOfLine(sql: string, from: number): number {
  const end = sql.slice(from).search(/[\n\r]/);
  return end === -1 ? sql.length : from + end;
}

export function skipBlockComment(sql: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < sql.length) {
    if (sql.startsWith('/*', at)) {
      depth += 1;
      at += 2;
    } else if (sql.startsWith('*/', at)) {
      depth -= 1;
      at += 2;
      if (depth === 0) return at;
    } else at += 1;
  }
  return at;
}

/** In lower case; empty when the statement begins with something else than a word. */
export function toLeadingWord(sql: string): string {
  const word = /^[a-z]+/i.exec(sql.slice(skipBlanks(sql, 0)));
  return word?.[0].toLowerCase() ?? '';
}

const ownTransaction = 'each call is a transaction of its own';
const ownConnection = 'each call has a connection state of its own, so this would change nothing';
const noClient = 'there is no client that data could come from or go to';

const refusedEverywhere: Readonly<Record<string, string>> = {
  begin: ownTransaction,
  start: ownTransaction,
  commit: ownTransaction,
  end: ownTransaction,
  rollback: ownTransaction,
  abort: ownTransaction,
  savepoint: ownTransaction,
  release: ownTransaction,
  copy: noClient,
  listen: noClient,
  unlisten: noClient,
  notify: noClient,
  load: 'libraries can not be loaded',
};

const refusedAlone: Readonly<Record<string, string>> = {
  set: ownConnection,
  reset: ownConnection,
  discard: ownConnection,
  prepare: ownConnection,
  execute: ownConnection,
  deallocate: ownConnection,
  declare: ownConnection,
  fetch: ownConnection,
  move: ownConnection,
  close: ownConnection,
};

/**
 * Says in plain words what can't work. For people and models only: what keeps a sandbox shut is its login, its transaction
 * and the protocol, and they hold whatever this overlooks.
 */
export function findRefusal(sql: string, where: 'call' | 'migration'): SqlError | undefined {
  if (sql.includes('\0')) return { sqlstate: '22021', message: 'a statement can not hold the character NUL' };
  const word = toLeadingWord(sql);
  const table = where === 'call' ? { ...refusedEverywhere, ...refusedAlone } : refusedEverywhere;
  const why = Object.hasOwn(table, word) ? table[word] : undefined;
  // A migration may prepare and reset, but `PREPARE TRANSACTION` ends it.
  const ends = where === 'migration' && word === 'prepare' ? ownTransaction : undefined;
  const reason = why ?? ends;
  if (reason === undefined) return undefined;
  return { sqlstate: '0A000', message: `${word.toUpperCase()} is not available here: ${reason}` };
}
