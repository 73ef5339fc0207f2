'use client';

import { useState, type ReactNode } from 'react';
import { ChevronRight } from 'lucide-react';
import type { WorkbenchTable } from '#lib/protocol/workbench.ts';
import { readRows } from '../tool/read-rows.ts';
import { RowTable } from '../tool/row-table.tsx';
import { classNames } from '../ui/class-names.ts';
import { formatCount } from '../usage/usage-words.ts';
import { ColumnList } from './column-list.tsx';
import { PolicyList } from './policy-list.tsx';

export interface TableCardProps {
  table: WorkbenchTable;
  /** The last answer touched it. */
  isChanged: boolean;
  /** Users of the product reach its schema, so its rows need protection. */
  isExposed: boolean;
}

/** A table: its name, whether its rows are protected, and on a press all that stands in it. */
export function TableCard({ table, isChanged, isExposed }: TableCardProps) {
  const [isOpen, setIsOpen] = useState(false);
  const columns = table.columns.map(({ name }) => ({ name }));
  const rows = readRows({ columns, rows: table.rows ?? [], rowCount: table.rowCount });
  return (
    <li className="rounded-md border border-line bg-raised">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex min-h-9 w-full items-center gap-2 rounded-md px-2.5 text-left text-sm -outline-offset-2 hover:bg-hover pointer-coarse:min-h-11"
      >
        <ChevronRight
          aria-hidden
          className={classNames('size-4 shrink-0 text-ink-soft transition-transform', isOpen && 'rotate-90')}
        />
        <span className="min-w-0 flex-1 truncate font-mono text-xs font-medium">{table.name}</span>
        {isChanged && (
          <span className="shrink-0 rounded-full bg-kelp-wash px-1.5 text-xs text-kelp">changed</span>
        )}
        {table.rowCount !== undefined && (
          <span className="shrink-0 text-xs text-ink-soft tabular-nums">
            {formatCount(table.rowCount, 'row')}
          </span>
        )}
        <span
          className={classNames(
            'shrink-0 text-xs',
            table.rls ? 'text-kelp' : isExposed ? 'text-coral' : 'text-ink-soft',
          )}
        >
          RLS {table.rls ? 'on' : 'off'}
        </span>
      </button>
      {isOpen && (
        <div className="space-y-4 border-t border-line p-3">
          <Section title="Columns">
            <ColumnList table={table} />
          </Section>
          <Section title="Policies">
            {table.policies.length > 0 ? (
              <PolicyList policies={table.policies} />
            ) : (
              <p className="text-xs text-ink-soft">
                {table.rls
                  ? 'None: with row level security on, nobody sees a row.'
                  : 'None, and row level security is off: grants alone decide.'}
              </p>
            )}
          </Section>
          {rows && table.rows && (
            <Section title="First rows">
              <RowTable label={`First rows of ${table.name}`} {...rows} />
            </Section>
          )}
        </div>
      )}
    </li>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h4 className="mb-1.5 text-xs text-ink-soft">{title}</h4>
      {children}
    </section>
  );
}
