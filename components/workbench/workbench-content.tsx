'use client';

import type { ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { useSession } from '#lib/client/use-session.ts';
import type { Workbench, WorkbenchTable } from '#lib/protocol/workbench.ts';
import { ChangeList } from './change-list.tsx';
import { MigrationList } from './migration-list.tsx';
import { readChanges } from './read-changes.ts';
import { selectNewestAnswer } from './select-outcomes.ts';
import { TableCard } from './table-card.tsx';

export function WorkbenchContent({ workbench }: { workbench: Workbench }) {
  const answer = useSession(selectNewestAnswer);
  const changes = answer ? readChanges(answer) : [];
  const changed = new Set(changes.map(({ on }) => on));
  const { schemas, tables, views, migrations, fault } = workbench;
  const exposed = new Set(schemas.filter((schema) => schema.exposed).map(({ name }) => name));
  const bySchema = Map.groupBy(tables, ({ schema }) => schema);
  const names = [...bySchema.keys()].toSorted((a, b) => Number(exposed.has(b)) - Number(exposed.has(a)));
  return (
    <div className="space-y-7">
      {fault && <Fault words={fault} />}
      <Section title="Changed by the last answer">
        {changes.length > 0 ? <ChangeList changes={changes} /> : <Nothing words="Nothing." />}
      </Section>
      {names.length === 0 && (
        <Section title="Tables">
          <Nothing words="There is no table yet." />
        </Section>
      )}
      {names.map((name) => (
        <Section key={name} title={name === 'public' ? 'Tables' : `Tables in ${name}`}>
          <TableList tables={bySchema.get(name) ?? []} changed={changed} isExposed={exposed.has(name)} />
        </Section>
      ))}
      {views.length > 0 && (
        <Section title="Views">
          <ul className="space-y-1 font-mono text-xs">
            {views.map((view) => (
              <li key={`${view.schema}.${view.name}`} className="[overflow-wrap:anywhere]">
                {view.schema}.{view.name}{' '}
                <span className={view.securityInvoker ? 'text-kelp' : 'text-coral'}>
                  {view.securityInvoker
                    ? 'security invoker'
                    : view.materialized
                      ? 'materialized'
                      : 'runs as its owner'}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Migrations">
        {migrations.length > 0 ? (
          <MigrationList migrations={migrations} />
        ) : (
          <Nothing words="None is recorded yet." />
        )}
      </Section>
    </div>
  );
}

interface TableListProps {
  tables: readonly WorkbenchTable[];
  changed: ReadonlySet<string>;
  isExposed: boolean;
}

function TableList({ tables, changed, isExposed }: TableListProps) {
  return (
    <ul className="space-y-1.5">
      {tables.map((table) => {
        const on = `${table.schema}.${table.name}`;
        return <TableCard key={on} table={table} isChanged={changed.has(on)} isExposed={isExposed} />;
      })}
    </ul>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-2 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Nothing({ words }: { words: string }) {
  return <p className="text-sm text-ink-soft">{words}</p>;
}

function Fault({ words }: { words: string }) {
  return (
    <div role="note" className="flex gap-2.5 rounded-md bg-sand-wash p-3 text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-sand" strokeWidth={1.75} />
      <p className="min-w-0 [overflow-wrap:anywhere]">It could be rebuilt only in part: {words}</p>
    </div>
  );
}
