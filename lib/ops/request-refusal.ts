import type { IncomingMessage } from 'node:http';
import { isAllowedOrigin } from '#lib/auth/allowed-origin.ts';

export interface Refusal {
  status: 400 | 403 | 405 | 411 | 413 | 415;
  code: 'invalid-input' | 'forbidden' | 'too-long';
  message: string;
}

const readingMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const writingMethods: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Why a request goes no further, before any of it is believed or its body read. Undefined when it may go on. */
export function findRefusal(
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  rules: { allowedOrigins: readonly string[]; maxBodyBytes: number },
): Refusal | undefined {
  const { method = '', url = '', headers } = request;
  // An absolute URL or `//host` would let a client choose where a careless reader of the URL looks. [X9] [X61]
  if (!url.startsWith('/') || url.startsWith('//')) {
    return { status: 400, code: 'invalid-input', message: 'cannot answer: the path is no path' };
  }
  if (readingMethods.has(method)) return undefined;
  if (!writingMethods.has(method))
    return { status: 405, code: 'invalid-input', message: 'cannot answer: no such method' };
  if (!comesFromHere(headers, rules.allowedOrigins)) {
    return {
      status: 403,
      code: 'forbidden',
      message: 'cannot change anything: the request comes from another site',
    };
  }
  return findBodyRefusal(url, headers, rules.maxBodyBytes);
}

/**
 * State changes come from our own pages: the browser says so, or the origin does. Who says neither is no browser; such a
 * client is let through as long as it brings no cookie that somebody else could have made it send.
 */
function comesFromHere(headers: IncomingMessage['headers'], allowedOrigins: readonly string[]): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (headers.origin !== undefined) return isAllowedOrigin(headers.origin, headers.host, allowedOrigins);
  return headers.cookie === undefined;
}

/** The length is asked for beforehand: a body that says none could only be measured by reading it. */
function findBodyRefusal(
  url: string,
  headers: IncomingMessage['headers'],
  maxBodyBytes: number,
): Refusal | undefined {
  if (headers['transfer-encoding'] !== undefined) {
    return { status: 411, code: 'invalid-input', message: 'cannot read the body: its length is missing' };
  }
  const bytes = Number(headers['content-length'] ?? 0);
  if (bytes > maxBodyBytes) {
    return {
      status: 413,
      code: 'too-long',
      message: `cannot read the body: it has over ${maxBodyBytes} bytes`,
    };
  }
  const mediaType = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (url.startsWith('/api/') && bytes > 0 && mediaType !== 'application/json') {
    return {
      status: 415,
      code: 'invalid-input',
      message: 'cannot read the body: it has to be application/json',
    };
  }
  return undefined;
}
