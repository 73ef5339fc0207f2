import type { SqlError } from '../sandbox/sql-result.ts';
import type { ToolAnswer } from './workbench-tool.ts';

/** A mistake in the SQL, in words that the one who wrote it can act on. */
export function toSqlFailure(
  { sqlstate, message, detail, hint, position }: SqlError,
  statement?: number,
): ToolAnswer {
  const where = [
    statement === undefined ? [] : [`statement ${statement}`],
    position === undefined ? [] : [`character ${position}`],
  ].flat();
  const text = [
    `SQL error ${sqlstate}: ${message}`,
    ...(where.length > 0 ? [`At: ${where.join(', ')}`] : []),
    ...(detail === undefined ? [] : [`Detail: ${detail}`]),
    ...(hint === undefined ? [] : [`Hint: ${hint}`]),
    'Nothing was changed.',
  ].join('\n');
  const error = {
    sqlstate,
    message,
    ...(detail === undefined ? {} : { detail }),
    ...(hint === undefined ? {} : { hint }),
    ...(position === undefined ? {} : { position }),
    ...(statement === undefined ? {} : { statement }),
  };
  return { status: 'error', output: { error }, text };
}
