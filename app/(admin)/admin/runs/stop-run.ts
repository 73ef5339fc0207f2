'use server';

import { z } from 'zod';
import { adminAction } from '#app/_server/admin-action.ts';
import { requireAdminServices } from '#lib/auth/shared-admin.ts';
import { requireOps } from '#lib/ops/shared-ops.ts';

const runIdSchema = z.uuid();

export async function stopRun(runId: string) {
  return adminAction(async ({ userId, name }) => {
    const subject = runIdSchema.parse(runId);
    const { sessionId } = await requireOps().runs.stop(subject, { userId, name });
    const { audit } = requireAdminServices();
    await audit.write({ actor: { id: userId, name }, action: 'run-stop', subject, detail: { sessionId } });
  });
}
