import { cleanText } from '#lib/base/clean-text.ts';
import type { Database } from './client.ts';
import { toJson } from './to-json.ts';
import { inTransaction, type Transaction } from './transaction.ts';

/** The right to write an eval run and its trials, and its fence. */
export interface EvalLease {
  readonly evalRunId: string;
  readonly epoch: number;
}

export interface ClaimedEvalRun extends EvalLease {
  readonly skillName: string;
  readonly skillHash: string;
  readonly maxCostMicroUsd: number | null;
  readonly isCancelled: boolean;
}

/** Somebody else drives the eval run by now, or it is over: nothing was written. */
export class EvalLeaseLost extends Error {
  constructor(evalRunId: string) {
    super(`cannot write eval run ${evalRunId}: another node has it`);
    this.name = 'EvalLeaseLost';
  }
}

export interface NewTrial {
  readonly id: string;
  readonly position: number;
  readonly scenarioId: string;
  readonly condition: string;
  readonly modelId: string;
  readonly repeat: number;
  readonly cacheKey: string;
}

/** With all its trials, or not at all. False: the same spec is open already. */
export function insertEvalRun(
  db: Database,
  run: {
    id: string;
    skillName: string;
    skillHash: string;
    spec: unknown;
    openSpec: string;
    maxCostMicroUsd: number | null;
    requestedBy: string;
    trials: readonly NewTrial[];
  },
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const inserted = await tx.$executeRaw`
      INSERT INTO eval_run (id, skill_name, skill_hash, spec, open_spec, max_cost_micro_usd, requested_by, status)
      VALUES (${run.id}::uuid, ${run.skillName}, ${run.skillHash}, ${JSON.stringify(toJson(run.spec))}::jsonb,
        ${run.openSpec}, ${run.maxCostMicroUsd}::float8, ${run.requestedBy}, 'waiting')
      ON CONFLICT (open_spec) DO NOTHING`;
    if (inserted === 0) return false;
    await tx.$executeRaw`
      INSERT INTO eval_trial (id, eval_run_id, position, scenario_id, condition, model_id, repeat, cache_key, status)
      SELECT t.id, ${run.id}::uuid, t.position, t."scenarioId", t.condition, t."modelId", t.repeat, t."cacheKey", 'waiting'
      FROM json_to_recordset(${JSON.stringify(run.trials)}::json) AS t
        (id uuid, position int, "scenarioId" text, condition text, "modelId" text, repeat int, "cacheKey" text)`;
    return true;
  });
}

export async function findOpenEvalRun(db: Database, openSpec: string): Promise<string | undefined> {
  const [row] = await db.$queryRaw<{ id: string }[]>`SELECT id FROM eval_run WHERE open_spec = ${openSpec}`;
  return row?.id;
}

/** The oldest eval run that nobody drives: it waits, or its holder's lease ran out by the database's clock. */
export async function claimEvalRun(
  db: Database,
  claim: { holder: string; leaseMs: number },
): Promise<ClaimedEvalRun | undefined> {
  const [row] = await db.$queryRaw<ClaimedEvalRun[]>`
    UPDATE eval_run SET status = 'running', epoch = epoch + 1, revision = revision + 1, holder = ${claim.holder},
      lease_expires_at = clock_timestamp() + ${claim.leaseMs} * interval '1 millisecond',
      started_at = coalesce(started_at, clock_timestamp())
    WHERE id = (
      SELECT id FROM eval_run
      WHERE status = 'waiting' OR (status = 'running' AND lease_expires_at <= clock_timestamp())
      ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id AS "evalRunId", epoch, skill_name AS "skillName", skill_hash AS "skillHash",
      max_cost_micro_usd::float8 AS "maxCostMicroUsd", cancel_at IS NOT NULL AS "isCancelled"`;
  return row;
}

/** Undefined: the lease is lost. */
export async function extendEvalLease(
  db: Database,
  { evalRunId, epoch }: EvalLease,
  leaseMs: number,
): Promise<{ isCancelled: boolean } | undefined> {
  const [row] = await db.$queryRaw<{ isCancelled: boolean }[]>`
    UPDATE eval_run SET lease_expires_at = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    WHERE id = ${evalRunId}::uuid AND epoch = ${epoch} AND status = 'running'
    RETURNING cancel_at IS NOT NULL AS "isCancelled"`;
  return row;
}

/** For the next node to go on at once. */
export async function releaseEvalLease(db: Database, { evalRunId, epoch }: EvalLease): Promise<void> {
  await db.$executeRaw`
    UPDATE eval_run SET lease_expires_at = clock_timestamp()
    WHERE id = ${evalRunId}::uuid AND epoch = ${epoch} AND status = 'running'`;
}

/** The wish to stop. One that nobody has begun is over by that. False: there is none, or it is over. */
export function cancelEvalRun(db: Database, evalRunId: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const [row] = await tx.$queryRaw<{ status: string }[]>`
      UPDATE eval_run SET cancel_at = coalesce(cancel_at, clock_timestamp()), open_spec = NULL, revision = revision + 1,
        ending = CASE WHEN status = 'waiting' THEN 'cancelled' END,
        ended_at = CASE WHEN status = 'waiting' THEN clock_timestamp() END,
        status = CASE WHEN status = 'waiting' THEN 'done' ELSE status END
      WHERE id = ${evalRunId}::uuid AND status <> 'done' RETURNING status`;
    if (row?.status === 'done') await skipWaiting(tx, evalRunId, 'the eval run was cancelled');
    return row !== undefined;
  });
}

/** Does something as the holder of the lease and counts it as a change. @throws EvalLeaseLost */
export function asEvalHolder<T>(
  db: Database,
  { evalRunId, epoch }: EvalLease,
  write: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return inTransaction(db, async (tx) => {
    const held = await tx.$executeRaw`
      UPDATE eval_run SET revision = revision + 1
      WHERE id = ${evalRunId}::uuid AND epoch = ${epoch} AND status = 'running'`;
    if (held === 0) throw new EvalLeaseLost(evalRunId);
    return write(tx);
  });
}

/** What was not begun is skipped. */
export function finishEvalRun(
  db: Database,
  lease: EvalLease,
  end: { ending: 'complete' | 'cancelled' | 'cost-limit' | 'error'; fault: string | null; skipped: string },
): Promise<void> {
  return asEvalHolder(db, lease, async (tx) => {
    await skipWaiting(tx, lease.evalRunId, end.skipped);
    await tx.$executeRaw`
      UPDATE eval_run SET status = 'done', ending = ${end.ending},
        fault = ${end.fault === null ? null : cleanText(end.fault)}, open_spec = NULL,
        ended_at = clock_timestamp(), lease_expires_at = NULL, holder = NULL
      WHERE id = ${lease.evalRunId}::uuid`;
  });
}

async function skipWaiting(tx: Transaction, evalRunId: string, fault: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE eval_trial SET status = 'skipped', fault = ${fault}, ended_at = clock_timestamp()
    WHERE eval_run_id = ${evalRunId}::uuid AND status IN ('waiting', 'running')`;
}
