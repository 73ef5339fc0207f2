import type { Transaction } from './transaction.ts';

/** How often a version was followed, among the newest runs. */
export interface SkillUseCount {
  /** The first 12 characters of its hash. */
  readonly version: string;
  /** Answers to people, sub-agents not counted. */
  readonly answers: number;
  /** Sessions that those answers stand in. */
  readonly sessions: number;
  /** Trials of the evals. */
  readonly trials: number;
  readonly newestAt: Date;
}

/** An answer by its ids: nothing of what it says. */
export interface SkillAnswerRow {
  readonly sessionId: string;
  readonly messageId: string;
  readonly version: string;
  readonly model: string;
  readonly at: Date;
}

/*
 * Ids of runs begin with their time, so the newest are found by the primary key: no index of its own for what is
 * looked at now and then, and no scan that grows with the table.
 */

/** Among the `outOf` newest runs, of all skills. */
export async function countSkillUses(
  tx: Transaction,
  skillName: string,
  outOf: number,
): Promise<SkillUseCount[]> {
  return tx.$queryRaw<SkillUseCount[]>`
    SELECT skill->>'version' AS version,
      count(*) FILTER (WHERE agent NOT LIKE 'trial-%')::int AS answers,
      (count(DISTINCT session_id) FILTER (WHERE agent NOT LIKE 'trial-%'))::int AS sessions,
      count(*) FILTER (WHERE agent LIKE 'trial-%')::int AS trials,
      max(requested_at) AS "newestAt"
    FROM (SELECT * FROM run ORDER BY id DESC LIMIT ${outOf}) AS newest
    WHERE skill->>'name' = ${skillName} AND parent_run_id IS NULL
    GROUP BY 1 ORDER BY "newestAt" DESC`;
}

/** Newest first, without trials. */
export async function selectSkillAnswers(
  tx: Transaction,
  skillName: string,
  { outOf, limit }: { outOf: number; limit: number },
): Promise<SkillAnswerRow[]> {
  return tx.$queryRaw<SkillAnswerRow[]>`
    SELECT session_id AS "sessionId", message_id AS "messageId", skill->>'version' AS version, model,
      requested_at AS at
    FROM (SELECT * FROM run ORDER BY id DESC LIMIT ${outOf}) AS newest
    WHERE skill->>'name' = ${skillName} AND parent_run_id IS NULL AND agent NOT LIKE 'trial-%'
    ORDER BY id DESC LIMIT ${limit}`;
}
