import { AppError } from '#lib/protocol/error.ts';

const wrapperKeys = ['cause', 'meta', 'driverAdapterError', 'error'];
const codeKeys = ['code', 'originalCode', 'kind'];

/** An error and all that it wraps: Prisma keeps what Postgres or the socket said some levels down. */
function unwrap(error: unknown, depth = 0): object[] {
  if (typeof error !== 'object' || error === null || depth > 6) return [];
  return [error, ...wrapperKeys.flatMap((key) => unwrap(Reflect.get(error, key), depth + 1))];
}

/** SQLSTATEs, Prisma's own codes, the adapter's kinds and those of sockets: none of them can be taken for another. */
function listCodes(error: unknown): string[] {
  return unwrap(error)
    .flatMap((level) => codeKeys.map((key): unknown => Reflect.get(level, key)))
    .filter((code) => typeof code === 'string');
}

const LOCK_TIMEOUT = '55P03';

export function isLockTimeout(error: unknown): boolean {
  return listCodes(error).includes(LOCK_TIMEOUT);
}

// Postgres going away or refusing for now: classes 08, 53, 57, lost races (40), a transaction that was idle for too long.
const passingStates = /^(?:(?:08|40|53|57)[0-9A-Z]{3}|25P03|55P03)$/;
/** Prisma: a pool or a server that gives no connection, a transaction that could not begin or took too long. */
const passingPrismaCodes = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034'];
const passingAdapterKinds = ['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout'];
const passingNetworkCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];
const passingCodes = new Set([...passingPrismaCodes, ...passingAdapterKinds, ...passingNetworkCodes]);
/** What pg says without a code. */
const passingMessages =
  /Connection terminated|connection error and is not queryable|Query read timeout|timeout exceeded when trying to connect/;

/** Whether the same statement can succeed later: the database is restarting, full or slow. */
export function isPassingFault(error: unknown): boolean {
  if (listCodes(error).some((code) => passingCodes.has(code) || passingStates.test(code))) return true;
  return unwrap(error).some((level) => passingMessages.test(String(Reflect.get(level, 'message'))));
}

/** What a client is told of a database that does not answer: try again. */
export function toBusyError(error: unknown): AppError {
  return new AppError('busy', 'cannot reach the log: the database is busy', {
    cause: error,
    retryAfterMs: 500,
  });
}
