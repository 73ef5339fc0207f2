import { notFound, redirect } from 'next/navigation';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { toTrialPath } from '#components/admin/evals/eval-paths.ts';
import { isUuid } from '#lib/base/ids.ts';
import { requireEvals } from '#lib/evals/read/shared-evals.ts';

/** For who knows a trial and not its run: evidence names trials alone. */
export default async function AnyTrialPage({ params }: { params: Promise<{ trialId: string }> }) {
  await requireAdmin();
  const { trialId } = await params;
  const detail = isUuid(trialId) ? await requireEvals().reads.findTrial(trialId) : undefined;
  if (!detail) notFound();
  redirect(toTrialPath(detail.trial.evalRunId, trialId));
}
