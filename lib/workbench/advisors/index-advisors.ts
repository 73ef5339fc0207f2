import type { TableDescription } from '../sandbox/sandbox-description.ts';
import { isOwn, toFullName } from './exposure.ts';
import type { Advisor } from './finding.ts';

/** Whether an index begins with these columns, in any order. A partial index or a broken one helps only some queries. */
export function hasIndexOn({ indexes }: TableDescription, columns: readonly string[]): boolean {
  return indexes.some((index) => {
    const first = new Set(index.columns.slice(0, columns.length));
    return index.valid && !/ WHERE /.test(index.definition) && columns.every((column) => first.has(column));
  });
}

/** [S12] */
export const adviseOnForeignKeys: Advisor = ({ tables }) =>
  tables.filter(isOwn).flatMap((table) =>
    table.foreignKeys
      .filter(({ columns }) => !hasIndexOn(table, columns))
      .map(({ name, columns, references }) => ({
        id: 'foreign-key-without-index',
        level: 'info',
        on: toFullName(table),
        name,
        what: `No index begins with (${columns.join(', ')}): joins, and deletes in ${references.schema}.${references.table}, read the whole table.`,
        remediation: `create index on ${toFullName(table)} (${columns.join(', ')});`,
        doc: 'indexes',
      })),
  );

/** [S12] */
export const adviseOnDuplicateIndexes: Advisor = ({ tables }) =>
  tables.filter(isOwn).flatMap((table) => {
    const known = new Map<string, string>();
    // What backs a constraint comes first: of two, the other one can go.
    const ordered = table.indexes.toSorted(
      (a, b) => Number(b.primary) - Number(a.primary) || Number(b.unique) - Number(a.unique),
    );
    return ordered.flatMap(({ name, definition }) => {
      const key = definition.slice(definition.indexOf(' ON '));
      const first = known.get(key);
      known.set(key, first ?? name);
      if (first === undefined) return [];
      return {
        id: 'duplicate-index',
        level: 'warn' as const,
        on: toFullName(table),
        name,
        what: `The index is the same as ${first}: every write pays for both, no query needs both.`,
        remediation: `drop index ${table.schema}.${name};`,
        doc: 'indexes',
      };
    });
  });

/** [S14] */
export const adviseOnPrimaryKeys: Advisor = ({ tables }) =>
  tables
    .filter((table) => isOwn(table) && table.primaryKey.length === 0)
    .map((table) => ({
      id: 'no-primary-key',
      level: 'info',
      on: toFullName(table),
      what: 'The table has no primary key: its rows can neither be named nor be told apart.',
      remediation: `alter table ${toFullName(table)} add column id bigint generated always as identity primary key;`,
      doc: 'data-types',
    }));
