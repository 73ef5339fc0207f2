import Link from 'next/link';
import { ScrollText } from 'lucide-react';
import { z } from 'zod';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { AuditTable } from '#components/admin/audit/audit-table.tsx';
import { toAuditWords } from '#components/admin/audit/audit-words.ts';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { EmptyState } from '#components/admin/frame/empty-state.tsx';
import { FilterBar, FilterSelect } from '#components/admin/frame/filter-bar.tsx';
import { Button } from '#components/ui/button.tsx';
import { cleanText } from '#lib/base/clean-text.ts';
import { requireAdminServices } from '#lib/auth/shared-admin.ts';

const SHOWN = 50;

/** Of the address: what makes no sense is as if it were not there. */
const querySchema = z.object({
  actor: z.string().max(100).transform(cleanText).catch(''),
  action: z.string().max(100).transform(cleanText).catch(''),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
});

export default async function AuditPage({ searchParams }: { searchParams: Promise<object> }) {
  await requireAdmin();
  const {
    actor = '',
    action = '',
    before,
  } = querySchema.parse({ actor: '', action: '', ...(await searchParams) });
  const { audit } = requireAdminServices();
  const [found, choices] = await Promise.all([
    audit.list(
      {
        ...(actor === '' ? {} : { actorId: actor }),
        ...(action === '' ? {} : { action }),
        ...(before === undefined ? {} : { before }),
      },
      SHOWN + 1,
    ),
    audit.listChoices(),
  ]);
  const entries = found.slice(0, SHOWN);
  const last = found.length > SHOWN ? entries.at(-1) : undefined;
  return (
    <AdminPage title="Audit" description="What admins did. Nothing here is ever changed or deleted.">
      <FilterBar action="/admin/audit">
        <FilterSelect
          label="Who"
          name="actor"
          value={actor}
          options={[
            { value: '', label: 'Everybody' },
            ...choices.actors.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <FilterSelect
          label="What"
          name="action"
          value={action}
          options={[
            { value: '', label: 'Everything' },
            ...choices.actions.map((value) => ({ value, label: toAuditWords(value) })),
          ]}
        />
      </FilterBar>
      {entries.length === 0 ? (
        <EmptyState icon={ScrollText} title="No entries" text="Nothing of the kind was done yet." />
      ) : (
        <AuditTable entries={entries} />
      )}
      {last && (
        <div className="mt-4 flex justify-center">
          <Button asChild>
            <Link
              href={`/admin/audit?${new URLSearchParams({ actor, action, before: last.id })}`}
              prefetch={false}
            >
              Older
            </Link>
          </Button>
        </div>
      )}
    </AdminPage>
  );
}
