import type { Ask, Situation } from '../plan.ts';
import { toSqlCall } from '../tool-calls.ts';
import type { ToolResult } from '../tool-result.ts';
import type { Statement } from './change.ts';

/** How trying some statements ended. `ran` are those that took effect, as they did. */
export type Outcome =
  | { status: 'done'; ran: readonly Statement[] }
  | { status: 'denied' | 'unknown' | 'failed'; ran: readonly Statement[]; sql: string; message: string };

type Asking<T> = Generator<Ask, T, readonly ToolResult[]>;

const MAX_FAILURES = 3;
const alreadyThere = /\b(?:42710|42P07|42701|42P06|42723|already exists)\b/i;

/**
 * Runs one statement after another. Each gets one corrected try; after three failures in all it stops. What a person
 * has refused, or nobody knows the outcome of, is not tried again. [S19]
 */
export function* attempt(situation: Situation, statements: readonly Statement[]): Asking<Outcome> {
  const ran: Statement[] = [];
  let failures = 0;
  for (const statement of statements) {
    let { result, sql } = yield* run(situation, [statement.sql]);
    let taken = statement;
    if (result.status === 'error' && ++failures < MAX_FAILURES) {
      const corrected = toCorrected(statement);
      if (corrected) {
        const say = 'That failed, so I correct it and try once more.';
        ({ result, sql } = yield* run(situation, corrected.sqls, say));
        taken = corrected.statement;
        if (result.status === 'error') failures++;
      } else if (alreadyThere.test(result.message)) continue;
    }
    if (result.status !== 'ok') {
      const status = result.status === 'error' ? 'failed' : result.status;
      return { status, ran, sql, message: result.message };
    }
    ran.push(taken);
  }
  return { status: 'done', ran };
}

/** In order, up to the first that gives no value. */
function* run(
  { tools }: Situation,
  sqls: readonly string[],
  say?: string,
): Asking<{ result: ToolResult; sql: string }> {
  let last: { result: ToolResult; sql: string } = { result: { status: 'ok', value: null }, sql: '' };
  for (const [index, sql] of sqls.entries()) {
    const isFirst = index === 0 && say !== undefined;
    const [result] = yield { ...(isFirst && { say }), calls: [toSqlCall(tools, 'execute_sql', sql)] };
    last = { result: result ?? { status: 'error', message: 'it gave no result' }, sql };
    if (last.result.status !== 'ok') break;
  }
  return last;
}

function toCorrected(statement: Statement): { sqls: readonly string[]; statement: Statement } | undefined {
  const { sql, before, otherwise } = statement;
  if (otherwise !== undefined) return { sqls: [otherwise], statement: { sql: otherwise } };
  return before === undefined ? undefined : { sqls: [before, sql], statement };
}
