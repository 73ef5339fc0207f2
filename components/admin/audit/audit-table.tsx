import { DataTable } from '../frame/data-table.tsx';
import { LocalDateTime } from '../frame/local-date-time.tsx';
import { toAuditWords } from './audit-words.ts';

export interface ListedEntry {
  readonly id: string;
  readonly at: string;
  readonly actor: { readonly id: string; readonly name: string };
  readonly action: string;
  readonly subject: string;
  readonly detail: object;
}

export function AuditTable({ entries }: { entries: readonly ListedEntry[] }) {
  return (
    <DataTable label="Audit log" className="[&_td]:align-top!">
      <thead>
        <tr>
          <th>When</th>
          <th>Who</th>
          <th>Did</th>
          <th>To what</th>
          <th>Details</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td>
              <LocalDateTime at={entry.at} />
            </td>
            <td className="font-medium whitespace-nowrap">{entry.actor.name}</td>
            <td className="whitespace-nowrap">{toAuditWords(entry.action)}</td>
            <td className="max-w-80 min-w-40 wrap-anywhere">{entry.subject}</td>
            <td className="min-w-96 font-mono text-xs wrap-anywhere text-ink-soft">
              {toDetailWords(entry.detail)}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function toDetailWords(detail: object): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
