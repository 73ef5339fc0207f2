import { KeyRound } from 'lucide-react';
import type { WorkbenchTable } from '#lib/protocol/workbench.ts';

/** The columns of a table with their types, keys and references. */
export function ColumnList({ table }: { table: WorkbenchTable }) {
  return (
    <ul className="space-y-1">
      {table.columns.map(({ name, type, nullable, default: standard }) => {
        const key = table.foreignKeys.find(({ columns }) => columns.includes(name));
        return (
          <li key={name} className="text-xs [overflow-wrap:anywhere]">
            <span className="font-mono font-medium">{name}</span>{' '}
            <span className="font-mono text-ink-soft">{type}</span>
            {table.primaryKey.includes(name) && <PrimaryKey />}
            {!nullable && <span className="text-ink-soft"> · not null</span>}
            {standard !== undefined && (
              <span className="text-ink-soft">
                {' · '}default <code className="font-mono">{standard}</code>
              </span>
            )}
            {key && (
              <span className="block pl-3 text-ink-soft">
                → {key.references.schema}.{key.references.table}
                {key.onDelete !== 'no action' && `, on delete ${key.onDelete}`}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function PrimaryKey() {
  return (
    <span className="ml-1.5 inline-flex items-center gap-0.5 align-middle text-sand">
      <KeyRound aria-hidden className="size-3" strokeWidth={2} />
      <span className="sr-only">primary key</span>
    </span>
  );
}
