import { requireAdmin } from '#app/_server/require-admin.ts';
import { requireOps } from '#lib/ops/shared-ops.ts';

/** Where the answers in progress stand, on all nodes. */
export async function GET(): Promise<Response> {
  await requireAdmin();
  return Response.json(await requireOps().runs.list());
}
