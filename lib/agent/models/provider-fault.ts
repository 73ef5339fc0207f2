import {
  APICallError,
  InvalidResponseDataError,
  JSONParseError,
  RetryError,
  StreamProviderError,
  TypeValidationError,
} from 'ai';
import { ResponseTooLargeError } from './bounded-fetch.ts';
import { findRetryAfterMs } from './retry-after.ts';

/** Why a model call failed, as far as a run has to tell. */
export interface ProviderFault {
  kind: FaultKind;
  /** Whether the same call may succeed later. */
  retryable: boolean;
  /** How long the provider asked to be left alone. */
  retryAfterMs?: number;
  /** What `run-end` says: for programs, and in words. */
  code: string;
  /** One sentence for people. Holds nothing that the provider said: that may quote keys and prompts. */
  message: string;
}

export type FaultKind =
  | 'rate-limited'
  | 'overloaded'
  | 'server'
  | 'cut'
  | 'stalled'
  | 'malformed'
  | 'auth'
  | 'bad-request'
  | 'unknown';

const faults: Record<FaultKind, ProviderFault> = {
  'rate-limited': fault(
    'rate-limited',
    true,
    'provider-rate-limited',
    'The model provider accepts no more requests at the moment.',
  ),
  overloaded: fault('overloaded', true, 'provider-overloaded', 'The model provider is overloaded.'),
  server: fault('server', true, 'provider-failed', 'The model provider reported a failure of its own.'),
  cut: fault('cut', true, 'provider-connection-lost', 'The connection to the model provider was lost.'),
  stalled: fault('stalled', true, 'provider-stalled', 'The model stopped answering.'),
  malformed: fault(
    'malformed',
    true,
    'provider-answer-unreadable',
    'The model provider sent something that can’t be read.',
  ),
  auth: fault('auth', false, 'provider-refused-key', 'The model provider refused the API key.'),
  'bad-request': fault(
    'bad-request',
    false,
    'provider-refused-request',
    'The model provider refused the request.',
  ),
  unknown: fault(
    'unknown',
    true,
    'provider-unknown-failure',
    'Calling the model failed for an unknown reason.',
  ),
};

function fault(kind: FaultKind, retryable: boolean, code: string, message: string): ProviderFault {
  return { kind, retryable, code, message };
}

/** A fault of a kind that the caller has found out by itself, such as `stalled`. */
export function createFault(kind: FaultKind): ProviderFault {
  return { ...faults[kind] };
}

/** Classifies whatever a model call threw, rejected with or put into an `error` part. */
export function classifyProviderFault(error: unknown): ProviderFault {
  if (RetryError.isInstance(error)) return classifyProviderFault(error.lastError);
  const causes = listCauses(error);
  if (causes.some((cause) => cause instanceof ResponseTooLargeError)) return tooLarge;
  if (causes.some((cause) => isNamed(cause, 'TimeoutError'))) return createFault('stalled');
  if (causes.some(isConnectionLoss)) return createFault('cut');
  if (JSONParseError.isInstance(error) || TypeValidationError.isInstance(error))
    return createFault('malformed');
  // What the compatible provider says of a body that ends without a finish reason.
  if (InvalidResponseDataError.isInstance(error)) return createFault('cut');
  if (APICallError.isInstance(error)) return classifyStatus(error, error.responseHeaders);
  if (StreamProviderError.isInstance(error)) return classifyStatus(error, undefined);
  return createFault('unknown');
}

const tooLarge: ProviderFault = {
  ...fault('malformed', false, 'provider-answer-too-large', 'The model provider sent more than is accepted.'),
};

type WithStatus = { statusCode?: number | undefined; isRetryable: boolean; data?: unknown; message: string };

function classifyStatus(error: WithStatus, headers: Record<string, string> | undefined): ProviderFault {
  const { statusCode } = error;
  const retryAfterMs = findRetryAfterMs(headers);
  const later = retryAfterMs === undefined ? {} : { retryAfterMs };
  // An empty account answers 429 as well, but no wait helps.
  if (statusCode === 429 && isOutOfQuota(error.data)) return outOfQuota;
  if (statusCode === 429) return { ...faults['rate-limited'], ...later };
  if (statusCode === 529 || statusCode === 503) return { ...faults.overloaded, ...later };
  if (statusCode === 401 || statusCode === 403) return createFault('auth');
  if (statusCode === 408 || statusCode === 409 || (statusCode !== undefined && statusCode >= 500)) {
    return { ...faults.server, ...later };
  }
  if (statusCode !== undefined && statusCode >= 400) return createFault('bad-request');
  // A failure reported inside the stream, without a status: the call was fine, so the provider was not.
  if (StreamProviderError.isInstance(error)) return createFault('server');
  return error.isRetryable ? createFault('cut') : createFault('unknown');
}

const outOfQuota = fault(
  'rate-limited',
  false,
  'provider-out-of-quota',
  'The account at the model provider is used up.',
);

function isOutOfQuota(data: unknown): boolean {
  return data !== undefined && JSON.stringify(data).includes('insufficient_quota');
}

const lossCodes = new Set([
  'UND_ERR_SOCKET',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

function isConnectionLoss(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && (lossCodes.has(code) || code.startsWith('UND_ERR_CONNECT'));
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

function listCauses(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause !== undefined && cause !== null && causes.length < 10;) {
    causes.push(cause);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}
