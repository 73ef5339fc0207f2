import { cleanJson, cleanText } from '#lib/base/clean-text.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import type { Part } from '#lib/protocol/message.ts';
import type { Database } from './client.ts';
import { asEvalHolder, type EvalLease } from './eval-rows.ts';
import { toJson } from './to-json.ts';

export interface TrialRow {
  readonly id: string;
  readonly scenarioId: string;
  readonly condition: string;
  readonly modelId: string;
  readonly repeat: number;
  readonly cacheKey: string;
  readonly status: 'waiting' | 'running';
  readonly attempt: number;
  readonly sessionId: string | null;
}

/** What one attempt took, whatever came of it. */
export interface TrialUse {
  readonly costMicroUsd: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface TrialResultRow extends TrialUse {
  readonly isPassed: boolean | null;
  readonly passed: number;
  readonly total: number;
  readonly latencyMs: number | null;
  readonly filesLoaded: readonly string[];
  readonly docsFetched: readonly string[];
  readonly changes: unknown;
  readonly answer: string;
  readonly fault: string | null;
  readonly checks: readonly {
    readonly checkId: string;
    readonly kind: string;
    readonly rules: readonly string[];
    readonly level: string;
    readonly holds: string;
    readonly status: string;
    readonly evidence: string;
  }[];
}

/** Those that are not over, those under way first. */
export function selectOpenTrials(db: Database, evalRunId: string): Promise<TrialRow[]> {
  return db.$queryRaw<TrialRow[]>`
    SELECT id, scenario_id AS "scenarioId", condition, model_id AS "modelId", repeat, cache_key AS "cacheKey", status,
      attempt, session_id AS "sessionId"
    FROM eval_trial WHERE eval_run_id = ${evalRunId}::uuid AND status IN ('waiting', 'running')
    ORDER BY status = 'waiting', position`;
}

/** Of what ran here: results that were taken over cost nothing again. */
export async function sumTrialCost(db: Database, evalRunId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ spent: number }[]>`
    SELECT coalesce(sum(cost_micro_usd), 0)::float8 AS spent FROM eval_trial
    WHERE eval_run_id = ${evalRunId}::uuid AND cached_from IS NULL`;
  return row?.spent ?? 0;
}

/** The session is named before it is made, so whoever takes over makes it, or finds it. */
export function beginTrial(
  db: Database,
  lease: EvalLease,
  { trialId, sessionId }: { trialId: string; sessionId: string },
): Promise<void> {
  return asEvalHolder(db, lease, async (tx) => {
    await tx.$executeRaw`
      UPDATE eval_trial SET status = 'running', attempt = attempt + 1, session_id = ${sessionId}::uuid,
        started_at = coalesce(started_at, clock_timestamp())
      WHERE id = ${trialId}::uuid AND status = 'waiting'`;
  });
}

/** The result of a trial of the same hash and repeat that was graded before. False: there is none. */
export function takeGradedTrial(db: Database, lease: EvalLease, trial: TrialRow): Promise<boolean> {
  return asEvalHolder(db, lease, async (tx) => {
    const [taken] = await tx.$queryRaw<{ cachedFrom: string }[]>`
      UPDATE eval_trial t SET status = 'graded', cached_from = s.id, session_id = s.session_id,
        is_passed = s.is_passed, passed = s.passed, total = s.total, cost_micro_usd = s.cost_micro_usd,
        latency_ms = s.latency_ms, input_tokens = s.input_tokens, output_tokens = s.output_tokens,
        files_loaded = s.files_loaded, docs_fetched = s.docs_fetched, changes = s.changes, answer = s.answer,
        fault = s.fault, started_at = clock_timestamp(), ended_at = clock_timestamp()
      FROM (
        SELECT * FROM eval_trial
        WHERE cache_key = ${trial.cacheKey} AND status = 'graded' AND repeat = ${trial.repeat} AND cached_from IS NULL
        ORDER BY ended_at DESC LIMIT 1
      ) s
      WHERE t.id = ${trial.id}::uuid AND t.status = 'waiting'
      RETURNING t.cached_from AS "cachedFrom"`;
    if (!taken) return false;
    await tx.$executeRaw`
      INSERT INTO eval_check (trial_id, position, check_id, kind, rules, level, holds, status, evidence)
      SELECT ${trial.id}::uuid, position, check_id, kind, rules, level, holds, status, evidence
      FROM eval_check WHERE trial_id = ${taken.cachedFrom}::uuid`;
    return true;
  });
}

/** Once: a trial that is over stays as it is. */
export function saveGradedTrial(
  db: Database,
  lease: EvalLease,
  trialId: string,
  found: TrialResultRow,
): Promise<void> {
  const result = cleanJson(found);
  return asEvalHolder(db, lease, async (tx) => {
    const saved = await tx.$executeRaw`
      UPDATE eval_trial SET status = 'graded', is_passed = ${result.isPassed}, passed = ${result.passed},
        total = ${result.total}, cost_micro_usd = cost_micro_usd + ${result.costMicroUsd}::float8,
        latency_ms = ${result.latencyMs}, input_tokens = input_tokens + ${result.inputTokens}::float8,
        output_tokens = output_tokens + ${result.outputTokens}::float8,
        files_loaded = ${JSON.stringify(result.filesLoaded)}::jsonb,
        docs_fetched = ${JSON.stringify(result.docsFetched)}::jsonb,
        changes = ${JSON.stringify(toJson(result.changes))}::jsonb, answer = ${result.answer},
        fault = ${result.fault}, ended_at = clock_timestamp()
      WHERE id = ${trialId}::uuid AND status = 'running'`;
    if (saved === 0) return;
    const checks = result.checks.map((check, position) => ({ ...check, position }));
    await tx.$executeRaw`
      INSERT INTO eval_check (trial_id, position, check_id, kind, rules, level, holds, status, evidence)
      SELECT ${trialId}::uuid, c.position, c."checkId", c.kind, c.rules, c.level, c.holds, c.status, c.evidence
      FROM json_to_recordset(${JSON.stringify(checks)}::json) AS c
        (position int, "checkId" text, kind text, rules jsonb, level text, holds text, status text, evidence text)`;
  });
}

/** `waiting`: it is tried again, in another session. */
export function saveBrokenTrial(
  db: Database,
  lease: EvalLease,
  trialId: string,
  broken: { status: 'waiting' | 'infra-failed' | 'skipped'; fault: string; use: TrialUse },
): Promise<void> {
  const { status, fault, use } = broken;
  return asEvalHolder(db, lease, async (tx) => {
    await tx.$executeRaw`
      UPDATE eval_trial SET status = ${status}, fault = ${cleanText(fault)},
        cost_micro_usd = cost_micro_usd + ${use.costMicroUsd}::float8,
        input_tokens = input_tokens + ${use.inputTokens}::float8,
        output_tokens = output_tokens + ${use.outputTokens}::float8,
        ended_at = CASE WHEN ${status} = 'waiting' THEN NULL ELSE clock_timestamp() END
      WHERE id = ${trialId}::uuid AND status = 'running'`;
  });
}

export interface TrialRunRow {
  readonly runId: string;
  readonly status: string;
  readonly reason: 'complete' | 'cancelled' | 'error' | null;
  readonly code: string | null;
  readonly usage: Usage | null;
  readonly latencyMs: number | null;
  /** Of its message. */
  readonly parts: readonly Part[];
}

/** The run of a trial, which is the first of its session. Without the parts of its message until it has ended. */
export async function findTrialRun(db: Database, sessionId: string): Promise<TrialRunRow | undefined> {
  const [row] = await db.$queryRaw<TrialRunRow[]>`
    SELECT r.id AS "runId", r.status, r.reason, r.code, r.usage,
      (extract(epoch FROM r.ended_at - r.requested_at) * 1000)::int AS "latencyMs",
      CASE WHEN r.status = 'ended' THEN m.parts ELSE '[]'::jsonb END AS parts
    FROM run r LEFT JOIN message m ON m.session_id = r.session_id AND m.id = r.message_id
    WHERE r.session_id = ${sessionId}::uuid ORDER BY r.requested_seq LIMIT 1`;
  return row;
}

export interface TrialOfSession {
  readonly trialId: string;
  readonly scenarioId: string;
  readonly skillName: string;
  readonly skillHash: string;
}

/** The trial that ran in a session. */
export async function findTrialOfSession(
  db: Database,
  sessionId: string,
): Promise<TrialOfSession | undefined> {
  const [row] = await db.$queryRaw<TrialOfSession[]>`
    SELECT t.id AS "trialId", t.scenario_id AS "scenarioId", r.skill_name AS "skillName", r.skill_hash AS "skillHash"
    FROM eval_trial t JOIN eval_run r ON r.id = t.eval_run_id
    WHERE t.session_id = ${sessionId}::uuid AND t.cached_from IS NULL LIMIT 1`;
  return row;
}

export async function findTrialSession(db: Database, trialId: string): Promise<string | undefined> {
  const row = await db.evalTrial.findUnique({ where: { id: trialId }, select: { sessionId: true } });
  return row?.sessionId ?? undefined;
}
