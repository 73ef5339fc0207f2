'use client';

import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { showToast } from '#components/ui/show-toast.ts';
import type { DraftActions } from './feedback-actions.ts';

export interface DeleteDraftProps {
  draftId: string;
  revision: number;
  removeDraft: DraftActions['removeDraft'];
}

export function DeleteDraft({ draftId, revision, removeDraft }: DeleteDraftProps) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const remove = async () => {
    setIsAsking(false);
    const result = await removeDraft(draftId, revision);
    const words = 'The draft was not deleted';
    if (!result.ok) return showToast({ words, description: result.error.message, tone: 'bad' });
    if (result.value === 'stale')
      return showToast({ words, description: 'Somebody saved it while you looked at it.', tone: 'bad' });
    router.push('/admin/feedback/drafts');
  };
  return (
    <>
      <Button tone="plain" onClick={() => setIsAsking(true)}>
        Delete
      </Button>
      {isAsking && (
        <Dialog
          title="Delete this draft?"
          description="What was written here is gone. The answer and its rating stay, so another draft can be made of it."
          onClose={() => setIsAsking(false)}
          footer={
            <>
              <Button onClick={() => setIsAsking(false)}>Cancel</Button>
              <Button tone="danger" onClick={() => void remove()}>
                Delete
              </Button>
            </>
          }
        />
      )}
    </>
  );
}
