import type { Clock } from '#lib/base/clock.ts';
import { builtinTypes } from './builtin-types.ts';
import { RowCollector } from './row-collector.ts';
import type { JsonClaim } from './sandbox.ts';
import type { SandboxConnections, SandboxTransaction } from './sandbox-connections.ts';
import type { SandboxLimits } from './sandbox-limits.ts';
import { SqlFailure } from './sql-failure.ts';
import type { SqlResult } from './sql-result.ts';
import { toSqlError } from './to-sql-error.ts';

/** A statement of a visitor of the API: `authenticated` with these claims, `anon` without. */
export interface VisitorStep {
  readonly claims: Readonly<Record<string, JsonClaim>> | undefined;
  readonly sql: string;
}

const visitorRoles = new Set(['authenticated', 'service_role', 'anon']);

/** The statements that make a connection of the visitors' login such a visitor, until its transaction ends. */
export function toVisitorSettings(claims: VisitorStep['claims']): [claims: string, role: string] {
  const wanted = claims === undefined ? 'anon' : String(claims.role ?? 'authenticated');
  const role = visitorRoles.has(wanted) ? wanted : 'anon';
  const text = JSON.stringify({ ...claims, role })
    .replaceAll("'", "''")
    .replaceAll('\\', '\\\\');
  return [`SET LOCAL "request.jwt.claims" = E'${text}'`, `SET LOCAL ROLE ${role}`];
}

/**
 * Runs steps one after another in one transaction that is rolled back, so each sees what those before it did. One that
 * fails is undone alone, and the next one runs. Values come whole: an EXPLAIN is one of thousands of characters.
 */
export async function runVisitorSteps(
  { connections, clock, limits }: { connections: SandboxConnections; clock: Clock; limits: SandboxLimits },
  steps: readonly VisitorStep[],
): Promise<SqlResult[]> {
  const results: SqlResult[] = [];
  try {
    await connections.transact(
      {
        begin: 'BEGIN; SET CONSTRAINTS ALL IMMEDIATE',
        finish: 'ROLLBACK',
        killAfterMs: limits.killScriptAfterMs,
      },
      async (tx) => {
        for (const step of steps) {
          const startedAt = clock.now();
          const result = await runStep(tx, step, { ...limits, valueLength: limits.resultBytes });
          results.push({ ...result, durationMs: clock.now() - startedAt });
        }
      },
    );
  } catch (error) {
    if (!(error instanceof SqlFailure)) throw error;
    // The transaction is lost, and with it whatever was still to come.
    while (results.length < steps.length)
      results.push({ status: 'error', error: error.sqlError, notices: error.notices, durationMs: 0 });
  }
  return results;
}

async function runStep(
  tx: SandboxTransaction,
  { claims, sql }: VisitorStep,
  limits: SandboxLimits,
): Promise<SqlResult> {
  for (const setting of toVisitorSettings(claims)) await tx.query(setting);
  await tx.query('SAVEPOINT step');
  const collector = new RowCollector(limits);
  try {
    const { end, fields } = await tx.run(sql, {
      maxRows: 0,
      onRow: (row, known) => collector.add(row, known),
    });
    if (end.status !== 'done') throw new Error('the bytes ran out');
    await tx.query('RELEASE SAVEPOINT step');
    const count = /\d+$/.exec(end.tag)?.[0];
    return {
      status: 'ok',
      command: end.tag.replace(/[\d ]+$/, ''),
      columns: fields.map(({ name, typeId }) => ({ name, type: builtinTypes.get(typeId) ?? 'unknown' })),
      rows: collector.rows,
      rowCount: count === undefined ? undefined : Number(count),
      truncated: collector.truncated,
      notices: [],
      rowChanges: [],
      durationMs: 0,
    };
  } catch (error) {
    // What is no error of Postgres' own may have ended the transaction.
    const sqlError = toSqlError(error);
    if (!sqlError || sqlError.sqlstate.startsWith('57P')) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT step');
    return { status: 'error', error: sqlError, notices: [], durationMs: 0 };
  }
}
