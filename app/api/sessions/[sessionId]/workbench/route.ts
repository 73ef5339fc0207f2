import type { ErrorCode } from '#lib/protocol/error.ts';
import { workbenchReplySchema } from '#lib/protocol/workbench.ts';
import { findWorkbench } from '#lib/workbench/shared-workbench.ts';
import { mayReadSession } from '#app/_server/may-read-session.ts';

const noStore = { headers: { 'cache-control': 'no-store' } };

/** What stands in the session's sandbox, for who takes part in the session; for everybody else there is no such page. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ sessionId: string }> },
): Promise<Response> {
  const { sessionId } = await params;
  if (!(await mayReadSession(request.headers, sessionId))) {
    return Response.json({ code: 'not-found' satisfies ErrorCode }, { ...noStore, status: 404 });
  }
  const workbench = (await findWorkbench()?.describe(sessionId)) ?? null;
  return Response.json(workbenchReplySchema.parse({ workbench }), noStore);
}
