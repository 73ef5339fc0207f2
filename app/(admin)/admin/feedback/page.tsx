import Link from 'next/link';
import { MessageSquareWarning } from 'lucide-react';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { FeedbackFilter } from '#components/admin/feedback/feedback-filter.tsx';
import { RatedList } from '#components/admin/feedback/rated-list.tsx';
import { AdminPage } from '#components/admin/frame/admin-page.tsx';
import { EmptyState } from '#components/admin/frame/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { requireDrafts } from '#lib/evals/read/shared-drafts.ts';
import { requireFeedback } from '#lib/session/shared-feedback.ts';
import { openAnswer, openDraft } from './feedback-actions.ts';
import { readFeedbackQuery, toRatedFilter } from './feedback-query.ts';

const SHOWN = 25;

export default async function FeedbackPage({ searchParams }: { searchParams: Promise<object> }) {
  await requireAdmin();
  const { before, ...query } = readFeedbackQuery(await searchParams);
  const feedback = requireFeedback();
  const [{ answers, next }, choices] = await Promise.all([
    feedback.list({ filter: toRatedFilter(query), before, limit: SHOWN }),
    feedback.choices(),
  ]);
  const drafts = await requireDrafts().findIds(answers.map(({ messageId }) => messageId));
  const draftIds = Object.fromEntries(drafts.map(({ messageId, draftId }) => [messageId, draftId]));
  const isFiltered = Object.values(query).some((value) => value !== '');
  return (
    <AdminPage
      title="Feedback"
      description="Answers that people rated. What they say is private: opening one is written down, and its owner sees it."
      actions={
        <Button asChild>
          <Link href="/admin/feedback/drafts" prefetch={false}>
            Scenario drafts
          </Link>
        </Button>
      }
    >
      <FeedbackFilter query={query} choices={choices} />
      {answers.length === 0 ? (
        <EmptyState
          icon={MessageSquareWarning}
          title={isFiltered ? 'No such ratings' : 'No ratings yet'}
          text={
            isFiltered
              ? 'Nobody has rated an answer of this kind. Try fewer filters.'
              : 'When somebody presses a thumb below an answer, it is listed here.'
          }
        />
      ) : (
        <RatedList answers={answers} draftIds={draftIds} actions={{ openAnswer, openDraft }} />
      )}
      {next && (
        <div className="mt-4 flex justify-center">
          <Button asChild>
            <Link
              href={`/admin/feedback?${new URLSearchParams({ ...query, before: next })}`}
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
