import { requireAdmin } from '#app/_server/require-admin.ts';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { RunsView } from '#components/admin/runs/runs-view.tsx';
import { requireOps } from '#lib/ops/shared-ops.ts';
import { stopRun } from './stop-run.ts';

export default async function RunsPage() {
  await requireAdmin();
  return (
    <AdminPage
      title="Runs"
      description="Answers in progress on all nodes, oldest first. What is said in them is not shown here."
    >
      <RunsView initial={await requireOps().runs.list()} stopRun={stopRun} />
    </AdminPage>
  );
}
