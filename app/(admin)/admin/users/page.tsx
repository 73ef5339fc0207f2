import Link from 'next/link';
import { Users } from 'lucide-react';
import { z } from 'zod';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { EmptyState } from '#components/admin/frame/empty-state.tsx';
import { FilterBar, FilterSearch, FilterSelect } from '#components/admin/frame/filter-bar.tsx';
import { UserTable } from '#components/admin/users/user-table.tsx';
import { Button } from '#components/ui/button.tsx';
import { cleanText } from '#lib/base/clean-text.ts';
import { requireAdminServices } from '#lib/auth/shared-admin.ts';
import { banUser, liftBan, makeAdmin, takeAdmin } from './user-actions.ts';

const SHOWN = 50;

/** Of the address: what makes no sense is as if it were not there. */
const querySchema = z.object({
  kind: z.enum(['accounts', 'guests', 'admins', 'banned']).catch('accounts'),
  search: z.string().trim().max(200).transform(cleanText).catch(''),
  after: z.string().max(100).transform(cleanText).optional().catch(undefined),
});

const kinds = [
  { value: 'accounts', label: 'Accounts' },
  { value: 'admins', label: 'Admins' },
  { value: 'guests', label: 'Guests' },
  { value: 'banned', label: 'Banned' },
];

export default async function UsersPage({ searchParams }: { searchParams: Promise<object> }) {
  const admin = await requireAdmin();
  const { after, ...query } = querySchema.parse(await searchParams);
  const found = await requireAdminServices().users.list(
    after === undefined ? query : { ...query, after },
    SHOWN + 1,
  );
  const users = found.slice(0, SHOWN);
  const last = found.length > SHOWN ? users.at(-1) : undefined;
  return (
    <AdminPage title="Users" description="Who has an account here, who is an admin, who is kept out.">
      <FilterBar action="/admin/users">
        <FilterSearch label="Name or e-mail" name="search" value={query.search} />
        <FilterSelect label="Who" name="kind" value={query.kind} options={kinds} />
      </FilterBar>
      {users.length === 0 ? (
        <EmptyState icon={Users} title="Nobody" text="No user is like that. Look for less, or for others." />
      ) : (
        <UserTable users={users} ownId={admin.userId} actions={{ makeAdmin, takeAdmin, banUser, liftBan }} />
      )}
      {last && (
        <div className="mt-4 flex justify-center">
          <Button asChild>
            <Link href={`/admin/users?${new URLSearchParams({ ...query, after: last.id })}`} prefetch={false}>
              Older
            </Link>
          </Button>
        </div>
      )}
    </AdminPage>
  );
}
