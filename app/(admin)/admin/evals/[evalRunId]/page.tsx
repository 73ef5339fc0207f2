import { notFound } from 'next/navigation';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { EvalRunView } from '#components/admin/evals/run/eval-run-view.tsx';
import { cancelEvals } from '../actions.ts';
import { loadEvalRun } from '../load-eval-run.ts';
import { readSearch, type SearchParams } from '../read-search.ts';

export interface EvalRunPageProps {
  params: Promise<{ evalRunId: string }>;
  searchParams: SearchParams;
}

export default async function EvalRunPage({ params, searchParams }: EvalRunPageProps) {
  await requireAdmin();
  const { evalRunId } = await params;
  const search = await readSearch(searchParams);
  const axis = search('axis') === 'rules' ? 'rule' : 'scenario';
  const initial = await loadEvalRun(evalRunId, axis);
  if (!initial) notFound();
  return <EvalRunView key={axis} initial={initial} cancel={cancelEvals} />;
}
