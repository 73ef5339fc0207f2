'use server';

import { z } from 'zod';
import { adminAction } from '#app/_server/admin-action.ts';
import { requireAdminServices } from '#lib/auth/shared-admin.ts';
import { evalSpecSchema, type EvalSpec } from '#lib/evals/model/eval-spec.ts';
import { requireEvals } from '#lib/evals/read/shared-evals.ts';

const idSchema = z.uuid();

/** What it would take. Nothing is begun. */
export async function estimateEvals(spec: EvalSpec) {
  return adminAction(async () => requireEvals().estimate(evalSpecSchema.parse(spec)));
}

/** The same twice is one run: whoever comes second joins it. */
export async function startEvals(spec: EvalSpec) {
  return adminAction(async ({ userId, name }) => {
    const wanted = evalSpecSchema.parse(spec);
    const actor = { id: userId, name };
    const started = await requireEvals().start(wanted, actor);
    if (started.status === 'started') {
      await requireAdminServices().audit.write({
        actor,
        action: 'evals-start',
        subject: started.evalRunId,
        detail: wanted,
      });
    }
    return started;
  });
}

export async function cancelEvals(evalRunId: string) {
  return adminAction(async ({ userId, name }) => {
    const id = idSchema.parse(evalRunId);
    const actor = { id: userId, name };
    if (await requireEvals().cancel(id))
      await requireAdminServices().audit.write({ actor, action: 'evals-cancel', subject: id });
    return null;
  });
}
