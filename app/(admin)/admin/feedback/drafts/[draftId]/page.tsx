import { notFound } from 'next/navigation';
import { requireAdmin } from '#app/_server/require-admin.ts';
import {
  findDraftFaults,
  removeDraft,
  saveDraft,
  tryDraft,
} from '#app/(admin)/admin/feedback/feedback-actions.ts';
import { DraftEditor } from '#components/admin/feedback/draft-editor.tsx';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { isUuid } from '#lib/base/ids.ts';
import { requireDrafts } from '#lib/evals/read/shared-drafts.ts';

export default async function DraftPage({ params }: { params: Promise<{ draftId: string }> }) {
  await requireAdmin();
  const { draftId } = await params;
  const drafts = requireDrafts();
  const draft = isUuid(draftId) ? await drafts.find(draftId) : undefined;
  if (!draft) notFound();
  const { slug, title, prompt, seed, checks } = draft;
  return (
    <AdminPage
      title={title === '' ? 'Scenario draft' : title}
      description="Take out what is private, finish the checks, and try it. Solutions are written in the folder."
      parent={{ href: '/admin/feedback/drafts', label: 'Scenario drafts' }}
    >
      <DraftEditor
        // What somebody else saved is another draft to edit.
        key={draft.revision}
        draft={draft}
        faults={drafts.findFaults({ slug, title, prompt, seed, checks })}
        actions={{ findDraftFaults, removeDraft, saveDraft, tryDraft }}
      />
    </AdminPage>
  );
}
