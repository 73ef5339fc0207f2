import { FlaskConical } from 'lucide-react';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { DraftTable } from '#components/admin/feedback/draft-table.tsx';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { EmptyState } from '#components/admin/frame/empty-state.tsx';
import { requireDrafts } from '#lib/evals/read/shared-drafts.ts';

export default async function DraftsPage() {
  await requireAdmin();
  const drafts = await requireDrafts().list();
  return (
    <AdminPage
      title="Scenario drafts"
      description="Rated answers on their way into the evals. The command line writes a finished one into the skill’s folder."
      parent={{ href: '/admin/feedback', label: 'Feedback' }}
    >
      {drafts.length === 0 ? (
        <EmptyState
          icon={FlaskConical}
          title="No drafts yet"
          text="Make one from a rated answer: it takes the question, the state of the sandbox, and checks that the answer fails."
        />
      ) : (
        <DraftTable drafts={drafts} />
      )}
    </AdminPage>
  );
}
