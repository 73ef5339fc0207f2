import type { EvalRunSummary } from '#lib/evals/model/eval-run.ts';
import { requireEvals } from '#lib/evals/read/shared-evals.ts';
import { requireOps } from '#lib/ops/shared-ops.ts';
import { requireSkills } from '#lib/skills/shared-skills.ts';
import type { HealthChecks } from '#components/admin/overview/health-list.tsx';
import type { ProductionVersion } from '#components/admin/overview/production-list.tsx';
import type { InstallationCounts } from '#lib/db/installation-counts.ts';

export interface Overview {
  readonly counts: InstallationCounts;
  readonly checks: HealthChecks;
  readonly production: readonly ProductionVersion[];
  readonly newestRun: EvalRunSummary | undefined;
}

/** How this installation is doing. Who asks has to be an admin. */
export async function loadOverview(): Promise<Overview> {
  const ops = requireOps();
  const [counts, { checks }, production, [newestRun]] = await Promise.all([
    ops.counts(),
    ops.readiness(),
    loadProduction(),
    requireEvals().reads.listRuns({ limit: 1 }),
  ]);
  return { counts, checks, production, newestRun };
}

async function loadProduction(): Promise<ProductionVersion[]> {
  const { store } = requireSkills();
  const skillNames = await store.listSkills();
  return Promise.all(
    skillNames.map(async (skillName) => {
      const label = await store.findLabel(skillName, 'production');
      const version = label && (await store.findVersion(skillName, label.hash));
      return { skillName, number: version?.number, hash: version?.hash };
    }),
  );
}
