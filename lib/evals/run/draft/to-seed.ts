import type { JournalEntry } from '#lib/workbench/sandbox/sandbox.ts';
import { splitStatements } from '#lib/workbench/sandbox/split-statements.ts';

/** Statements that make of a fresh sandbox what a journal made of it, with its migrations recorded as what they were. */
export function toSeed(journal: readonly JournalEntry[]): string {
  const migrations = journal.filter(({ kind }) => kind === 'migration');
  const pieces = journal.map((entry) => {
    const statements = splitStatements(entry.sql);
    const sql = statements.map(endStatement).join('\n');
    if (entry.kind !== 'migration') return sql;
    const version = String(migrations.indexOf(entry) + 1).padStart(4, '0');
    return [`-- The migration ${entry.name}`, sql, toRecord(version, entry.name, statements)].join('\n');
  });
  return pieces.length === 0 ? '-- The template is all that this needs.\n' : `${pieces.join('\n\n')}\n`;
}

/** On a line of its own where a comment would swallow it. */
function endStatement(statement: string): string {
  return /--[^\n]*$/.test(statement) ? `${statement}\n;` : `${statement};`;
}

function toRecord(version: string, name: string, statements: readonly string[]): string {
  const values = statements.map(quote).join(',\n  ');
  return `insert into workbench.migrations (version, name, statements) values (${quote(version)}, ${quote(name)}, array[\n  ${values}\n]);`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
