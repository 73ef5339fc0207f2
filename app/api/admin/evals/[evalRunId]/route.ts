import { z } from 'zod';
import { requireAdmin } from '#app/_server/require-admin.ts';
import { findEvalRunSummary, loadEvalRun } from '#app/(admin)/admin/evals/load-eval-run.ts';
import type { ErrorCode } from '#lib/protocol/error.ts';

const noStore = { headers: { 'cache-control': 'no-store' } };

const askSchema = z.object({
  /** The revision that the page has; -1 for whatever there is. */
  after: z.coerce.number().int().min(-1).catch(-1),
  axis: z.enum(['scenario', 'rule']).catch('scenario'),
});

/** An eval run as it is now; 204 where nothing has changed since `after`. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ evalRunId: string }> },
): Promise<Response> {
  await requireAdmin();
  const { evalRunId } = await params;
  const { searchParams } = new URL(request.url);
  const { after, axis } = askSchema.parse({
    after: searchParams.get('after') ?? undefined,
    axis: searchParams.get('axis') ?? undefined,
  });
  const summary = await findEvalRunSummary(evalRunId);
  if (summary && summary.revision <= after) return new Response(null, { status: 204, ...noStore });
  const reply = summary && (await loadEvalRun(evalRunId, axis));
  if (!reply) return Response.json({ code: 'not-found' satisfies ErrorCode }, { ...noStore, status: 404 });
  return Response.json(reply, noStore);
}
