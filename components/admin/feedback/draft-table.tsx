import Link from 'next/link';
import type { DraftSummary } from '#lib/evals/model/scenario-draft.ts';
import { DataTable } from '../frame/data-table.tsx';
import { LocalDateTime } from '../frame/local-date-time.tsx';

export function DraftTable({ drafts }: { drafts: readonly DraftSummary[] }) {
  return (
    <DataTable label="Scenario drafts">
      <thead>
        <tr>
          <th className="w-full">Title</th>
          <th>Folder</th>
          <th>Saved</th>
        </tr>
      </thead>
      <tbody>
        {drafts.map(({ id, title, skillName, slug, updatedAt }) => (
          <tr key={id}>
            <td className="min-w-48">
              <Link
                href={`/admin/feedback/drafts/${id}`}
                prefetch={false}
                className="text-link inline-block rounded-sm font-medium pointer-coarse:py-3"
              >
                {title === '' ? 'Without a title' : title}
              </Link>
            </td>
            <td className="font-mono text-xs whitespace-nowrap">
              {skillName}/evals/{slug}
            </td>
            <td>
              <LocalDateTime at={updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
