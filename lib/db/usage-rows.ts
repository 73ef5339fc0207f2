import type { Usage } from '#lib/protocol/fields.ts';
import type { Database } from './client.ts';
import type { Transaction } from './transaction.ts';

const MICRO = 1_000_000;

/** Adds what a run took to the day that it ends in (UTC, by the database's clock), for whoever asked for it. */
export async function addUsage(
  tx: Transaction,
  ended: { runId: string; at: string; usage: Usage | undefined },
): Promise<void> {
  const { inputTokens = 0, outputTokens = 0, costUsd = 0 } = ended.usage ?? {};
  await tx.$executeRaw`
    INSERT INTO usage_day (day, user_id, runs, input_tokens, output_tokens, cost_micro_usd)
    SELECT (${ended.at}::timestamptz AT TIME ZONE 'UTC')::date, requested_by, 1, ${inputTokens}::float8,
      ${outputTokens}::float8, ${Math.round(costUsd * MICRO)}::float8
    FROM run WHERE id = ${ended.runId}::uuid
    ON CONFLICT (day, user_id) DO UPDATE SET
      runs = usage_day.runs + 1,
      input_tokens = usage_day.input_tokens + excluded.input_tokens,
      output_tokens = usage_day.output_tokens + excluded.output_tokens,
      cost_micro_usd = usage_day.cost_micro_usd + excluded.cost_micro_usd`;
}

/** US dollars of the runs that ended today (UTC): of whoever asked for this run, and of all. */
export async function selectSpent(
  db: Database | Transaction,
  runId: string,
): Promise<{ userUsd: number; everybodyUsd: number }> {
  const [row] = await db.$queryRaw<{ userUsd: number; everybodyUsd: number }[]>`
    SELECT coalesce(sum(cost_micro_usd) FILTER (WHERE user_id = (
        SELECT requested_by FROM run WHERE id = ${runId}::uuid
      )), 0)::float8 / ${MICRO} AS "userUsd",
      coalesce(sum(cost_micro_usd), 0)::float8 / ${MICRO} AS "everybodyUsd"
    FROM usage_day WHERE day = (clock_timestamp() AT TIME ZONE 'UTC')::date`;
  return row ?? { userUsd: 0, everybodyUsd: 0 };
}

/** What a guest used counts for the user that the guest became. [P3] */
export async function moveUsage(tx: Transaction, fromUserId: string, toUserId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO usage_day (day, user_id, runs, input_tokens, output_tokens, cost_micro_usd)
    SELECT day, ${toUserId}, runs, input_tokens, output_tokens, cost_micro_usd
    FROM usage_day WHERE user_id = ${fromUserId}
    ON CONFLICT (day, user_id) DO UPDATE SET
      runs = usage_day.runs + excluded.runs,
      input_tokens = usage_day.input_tokens + excluded.input_tokens,
      output_tokens = usage_day.output_tokens + excluded.output_tokens,
      cost_micro_usd = usage_day.cost_micro_usd + excluded.cost_micro_usd`;
  await tx.usageDay.deleteMany({ where: { userId: fromUserId } });
}
