import type { Database } from './client.ts';

/** Whether a node has the lease of an eval run, by the database's clock. */
export async function isEvalRunDriven(db: Database, evalRunId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ isDriven: boolean }[]>`
    SELECT status = 'running' AND lease_expires_at > clock_timestamp() AS "isDriven"
    FROM eval_run WHERE id = ${evalRunId}::uuid`;
  return row?.isDriven === true;
}
