import { notFound } from 'next/navigation';
import { loadSession } from '#app/_server/load-session.ts';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { TrialSession } from '#components/admin/evals/trial/trial-session.tsx';
import { TrialView } from '#components/admin/evals/trial/trial-view.tsx';
import { isUuid } from '#lib/base/ids.ts';
import { requireEvals } from '#lib/evals/read/shared-evals.ts';

export interface TrialPageProps {
  params: Promise<{ evalRunId: string; trialId: string }>;
}

export default async function TrialPage({ params }: TrialPageProps) {
  const { userId } = await requireAdmin();
  const { evalRunId, trialId } = await params;
  const evals = requireEvals();
  const detail = isUuid(trialId) ? await evals.reads.findTrial(trialId) : undefined;
  if (detail?.trial.evalRunId !== evalRunId) notFound();
  const opened = await evals.openTrial(trialId, userId);
  const initial = opened && (await loadSession(opened.sessionId));
  return (
    <TrialView
      detail={detail}
      evalRunId={evalRunId}
      session={initial ? <TrialSession initial={initial} /> : null}
    />
  );
}
