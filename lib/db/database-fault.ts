import { AppError } from '#lib/protocol/error.ts';

/** SQLSTATE of a Postgres error, however deep Prisma or pg wrapped it. */
function findSqlState(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 6) return undefined;
  for (const key of ['code', 'originalCode', 'sqlState'] as const) {
    const value: unknown = Reflect.get(error, key);
    if (typeof value === 'string' && /^[0-9A-Z]{5}$/.test(value)) return value;
  }
  for (const key of ['cause', 'meta', 'driverAdapterError', 'error'] as const) {
    const state = findSqlState(Reflect.get(error, key), depth + 1);
    if (state) return state;
  }
  return undefined;
}

export function isLockTimeout(error: unknown): boolean {
  return findSqlState(error) === '55P03';
}

// Postgres going away or refusing for now: classes 08, 53, 57 and lost races (40); Prisma's own codes for a pool or a
// server that gives no connection.
const passingStates = /^(08|40|53|57)/;
const passingPrismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034']);
const passingMessages =
  /ECONNREFUSED|ECONNRESET|Connection terminated|timeout exceeded when trying to connect/;

/** Whether the same statement can succeed later: the database is restarting, full or slow. */
export function isPassingFault(error: unknown): boolean {
  const state = findSqlState(error);
  if (state !== undefined && (state === '55P03' || passingStates.test(state))) return true;
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string' && passingPrismaCodes.has(code)) return true;
  return passingMessages.test(`${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`);
}

/** What a client is told of a database that does not answer: try again. */
export function toBusyError(error: unknown): AppError {
  return new AppError('busy', 'cannot reach the log: the database is busy', {
    cause: error,
    retryAfterMs: 500,
  });
}
