'use client';

import { useState } from 'react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Button } from '#components/ui/button.tsx';
import { showToast } from '#components/ui/show-toast.ts';
import type { RatedAnswer } from '#lib/protocol/rated-answer.ts';
import { AnswerContent, type ShownAnswer } from './answer-content.tsx';
import type { RatedActions } from './feedback-actions.ts';
import { RatedFacts } from './rated-facts.tsx';

export interface RatedItemProps {
  answer: RatedAnswer;
  /** Of the draft that was made from it. */
  draftId: string | undefined;
  actions: RatedActions;
}

export function RatedItem({ answer, draftId, actions }: RatedItemProps) {
  const router = useRouter();
  const [shown, setShown] = useState<ShownAnswer>();
  const [busy, setBusy] = useState<'open' | 'draft'>();
  const { sessionId, messageId } = answer;

  const open = async () => {
    if (shown) return setShown(undefined);
    setBusy('open');
    const result = await actions.openAnswer({ sessionId, messageId });
    setBusy(undefined);
    if (result.ok) setShown(result.value);
    else showToast({ words: 'The answer was not opened', description: result.error.message, tone: 'bad' });
  };
  const makeDraft = async () => {
    setBusy('draft');
    const result = await actions.openDraft({ sessionId, messageId });
    if (result.ok) return router.push(`/admin/feedback/drafts/${result.value.draftId}`);
    setBusy(undefined);
    showToast({ words: 'No draft was made', description: result.error.message, tone: 'bad' });
  };

  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <RatedFacts answer={answer} />
        <div className="flex flex-wrap gap-2">
          <Button
            size="small"
            aria-expanded={shown !== undefined}
            disabled={busy !== undefined}
            onClick={() => void open()}
          >
            {shown ? 'Close' : 'Open'}
          </Button>
          {draftId === undefined ? (
            <Button size="small" disabled={busy !== undefined} onClick={() => void makeDraft()}>
              {busy === 'draft' ? 'Making a draft' : 'Make a draft'}
            </Button>
          ) : (
            <Button size="small" asChild>
              <Link href={`/admin/feedback/drafts/${draftId}`} prefetch={false}>
                To the draft
              </Link>
            </Button>
          )}
        </div>
      </div>
      {shown && <AnswerContent answer={shown} />}
    </li>
  );
}
