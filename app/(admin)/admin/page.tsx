import { requireAdmin } from '#app/_server/require-admin.ts';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';

export default async function OverviewPage() {
  await requireAdmin();
  return <AdminPage title="Overview">{null}</AdminPage>;
}
