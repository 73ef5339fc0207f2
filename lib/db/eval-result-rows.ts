import type { Database } from './client.ts';
import { Prisma } from './generated/client.ts';

export interface EvalRunRow {
  readonly id: string;
  readonly spec: unknown;
  readonly skillVersion: number;
  readonly status: 'waiting' | 'running' | 'done';
  readonly ending: 'complete' | 'cancelled' | 'cost-limit' | 'error' | null;
  readonly fault: string | null;
  readonly cancelled: boolean;
  readonly requestedById: string;
  readonly requestedByName: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly revision: number;
  readonly waiting: number;
  readonly running: number;
  readonly graded: number;
  readonly infraFailed: number;
  readonly skipped: number;
  readonly cached: number;
  /** Of trials that ran for this eval run. */
  readonly costMicroUsd: number;
}

export interface EvalCheckRow {
  readonly checkId: string;
  readonly kind: 'catalogue' | 'behaviour' | 'plan' | 'trace' | 'judge';
  readonly rules: readonly string[];
  readonly level: 'must' | 'should';
  readonly holds: string;
  readonly status: 'pass' | 'fail' | 'not-applicable';
  readonly evidence: string;
}

export interface EvalTrialRow {
  readonly id: string;
  readonly evalRunId: string;
  readonly scenarioId: string;
  readonly condition: 'baseline' | 'mcp' | 'mcp+skill';
  readonly modelId: string;
  readonly repeat: number;
  readonly status: 'waiting' | 'running' | 'graded' | 'infra-failed' | 'skipped';
  readonly attempt: number;
  readonly sessionId: string | null;
  readonly cachedFrom: string | null;
  readonly isPassed: boolean | null;
  readonly passed: number;
  readonly total: number;
  readonly costMicroUsd: number;
  readonly latencyMs: number | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly filesLoaded: readonly string[];
  readonly docsFetched: readonly string[];
  readonly fault: string | null;
  readonly checks: readonly EvalCheckRow[];
}

/** Checks with all their texts, or with empty ones, which is a tenth of the bytes; or none. */
export type CheckDetail = 'texts' | 'statuses' | 'none';

/** Newest first. One statement, with the trials counted where they are. */
export function selectEvalRuns(
  db: Database,
  where: { id?: string; skillName?: string; skillHash?: string; limit: number },
): Promise<EvalRunRow[]> {
  const conditions = [
    Prisma.sql`TRUE`,
    ...(where.id === undefined ? [] : [Prisma.sql`id = ${where.id}::uuid`]),
    ...(where.skillName === undefined ? [] : [Prisma.sql`skill_name = ${where.skillName}`]),
    ...(where.skillHash === undefined ? [] : [Prisma.sql`skill_hash = ${where.skillHash}`]),
  ];
  return db.$queryRaw<EvalRunRow[]>`
    SELECT r.id, r.spec, coalesce(v.number, 0) AS "skillVersion", r.status, r.ending, r.fault,
      r.cancel_at IS NOT NULL AS cancelled, r.requested_by AS "requestedById",
      coalesce(u.name, r.requested_by) AS "requestedByName", r.created_at AS "createdAt",
      r.started_at AS "startedAt", r.ended_at AS "endedAt", r.revision, c.*
    FROM (
      SELECT * FROM eval_run WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY created_at DESC, id DESC LIMIT ${where.limit}
    ) r
    LEFT JOIN skill_version v ON v.skill_name = r.skill_name AND v.hash = r.skill_hash
    LEFT JOIN "user" u ON u.id = r.requested_by
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE status = 'waiting')::int AS waiting,
        count(*) FILTER (WHERE status = 'running')::int AS running,
        count(*) FILTER (WHERE status = 'graded')::int AS graded,
        count(*) FILTER (WHERE status = 'infra-failed')::int AS "infraFailed",
        count(*) FILTER (WHERE status = 'skipped')::int AS skipped,
        count(*) FILTER (WHERE status = 'graded' AND cached_from IS NOT NULL)::int AS cached,
        coalesce(sum(cost_micro_usd) FILTER (WHERE cached_from IS NULL), 0)::float8 AS "costMicroUsd"
      FROM eval_trial WHERE eval_run_id = r.id
    ) c
    ORDER BY r.created_at DESC, r.id DESC`;
}

/** In the order in which they are begun. */
export function selectEvalTrials(
  db: Database,
  evalRunId: string,
  detail: CheckDetail,
): Promise<EvalTrialRow[]> {
  return db.$queryRaw<EvalTrialRow[]>`
    SELECT ${toColumns(detail)} FROM eval_trial t
    WHERE t.eval_run_id = ${evalRunId}::uuid ORDER BY t.position`;
}

export interface EvalTrialDetailRow extends EvalTrialRow {
  readonly skillName: string;
  readonly skillHash: string;
  readonly skillVersion: number;
  readonly changes: unknown;
  readonly answer: string | null;
}

const detailColumns = Prisma.sql`
  ${toColumns('texts')}, r.skill_name AS "skillName", r.skill_hash AS "skillHash",
  coalesce(v.number, 0) AS "skillVersion", coalesce(t.changes, '[]') AS changes, t.answer
  FROM eval_trial t JOIN eval_run r ON r.id = t.eval_run_id
  LEFT JOIN skill_version v ON v.skill_name = r.skill_name AND v.hash = r.skill_hash`;

export async function selectEvalTrial(
  db: Database,
  trialId: string,
): Promise<EvalTrialDetailRow | undefined> {
  const [row] = await db.$queryRaw<
    EvalTrialDetailRow[]
  >`SELECT ${detailColumns} WHERE t.id = ${trialId}::uuid`;
  return row;
}

/** What a version showed last in one cell: the same repeat if there is one. */
export async function selectGradedTrial(
  db: Database,
  of: Pick<EvalTrialDetailRow, 'skillName' | 'skillHash' | 'scenarioId' | 'condition' | 'modelId' | 'repeat'>,
): Promise<EvalTrialDetailRow | undefined> {
  const [row] = await db.$queryRaw<EvalTrialDetailRow[]>`
    SELECT ${detailColumns}
    WHERE r.skill_name = ${of.skillName} AND r.skill_hash = ${of.skillHash} AND t.scenario_id = ${of.scenarioId}
      AND t.condition = ${of.condition} AND t.model_id = ${of.modelId} AND t.status = 'graded'
    ORDER BY t.repeat <> ${of.repeat}, r.created_at DESC, r.id DESC, t.repeat LIMIT 1`;
  return row;
}

/**
 * The newest graded trial of each scenario, condition, model and repeat: with the skill those of this version, without it
 * those of any.
 */
export function selectVersionTrials(
  db: Database,
  version: { skillName: string; skillHash: string },
  detail: CheckDetail,
): Promise<EvalTrialRow[]> {
  return db.$queryRaw<EvalTrialRow[]>`
    WITH newest AS (
      SELECT DISTINCT ON (t.scenario_id, t.condition, t.model_id, t.repeat) t.id
      FROM eval_trial t JOIN eval_run r ON r.id = t.eval_run_id
      WHERE r.skill_name = ${version.skillName} AND t.status = 'graded'
        AND (r.skill_hash = ${version.skillHash} OR t.condition <> 'mcp+skill')
      ORDER BY t.scenario_id, t.condition, t.model_id, t.repeat, r.created_at DESC, r.id DESC
    )
    SELECT ${toColumns(detail)} FROM newest JOIN eval_trial t USING (id)
    ORDER BY t.scenario_id, t.condition, t.model_id, t.repeat`;
}

export type TrendTrialRow = EvalTrialRow & { readonly skillHash: string; readonly skillVersion: number };

/** The same for each of the newest versions, of its own eval runs alone, without checks. */
export function selectTrendTrials(
  db: Database,
  skillName: string,
  versions: number,
): Promise<TrendTrialRow[]> {
  return db.$queryRaw<TrendTrialRow[]>`
    WITH version AS (
      SELECT v.hash, v.number FROM skill_version v
      WHERE v.skill_name = ${skillName}
        AND EXISTS (SELECT FROM eval_run r WHERE r.skill_name = v.skill_name AND r.skill_hash = v.hash)
      ORDER BY v.number DESC LIMIT ${versions}
    ), newest AS (
      SELECT DISTINCT ON (v.number, t.scenario_id, t.condition, t.model_id, t.repeat) t.id, v.hash, v.number
      FROM version v
      JOIN eval_run r ON r.skill_name = ${skillName} AND r.skill_hash = v.hash
      JOIN eval_trial t ON t.eval_run_id = r.id AND t.status = 'graded'
      ORDER BY v.number, t.scenario_id, t.condition, t.model_id, t.repeat, r.created_at DESC, r.id DESC
    )
    SELECT ${toColumns('none')}, n.hash AS "skillHash", n.number AS "skillVersion"
    FROM newest n JOIN eval_trial t ON t.id = n.id
    ORDER BY n.number, t.scenario_id, t.condition, t.model_id, t.repeat`;
}

function toColumns(detail: CheckDetail): Prisma.Sql {
  return Prisma.sql`
    t.id, t.eval_run_id AS "evalRunId", t.scenario_id AS "scenarioId", t.condition, t.model_id AS "modelId", t.repeat,
    t.status, t.attempt, t.session_id AS "sessionId", t.cached_from AS "cachedFrom", t.is_passed AS "isPassed",
    t.passed, t.total, t.cost_micro_usd::float8 AS "costMicroUsd", t.latency_ms AS "latencyMs",
    t.input_tokens::float8 AS "inputTokens", t.output_tokens::float8 AS "outputTokens",
    t.files_loaded AS "filesLoaded", t.docs_fetched AS "docsFetched", t.fault, ${toChecks(detail)} AS checks`;
}

function toChecks(detail: CheckDetail): Prisma.Sql {
  if (detail === 'none') return Prisma.sql`'[]'::json`;
  const texts =
    detail === 'texts'
      ? Prisma.sql`'holds', c.holds, 'evidence', c.evidence`
      : Prisma.sql`'holds', '', 'evidence', ''`;
  return Prisma.sql`coalesce((
    SELECT json_agg(json_build_object('checkId', c.check_id, 'kind', c.kind, 'rules', c.rules, 'level', c.level,
      'status', c.status, ${texts}) ORDER BY c.position)
    FROM eval_check c WHERE c.trial_id = t.id
  ), '[]'::json)`;
}
