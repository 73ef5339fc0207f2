import { NextResponse, type NextRequest } from 'next/server';
import {
  fixedHeaders,
  nonceHeader,
  toContentSecurityPolicy,
  transportSecurity,
} from '#app/_server/security-headers.ts';

const policyHeader = 'content-security-policy';

/** Gives every page its nonce and every response its headers. Next puts the nonce on its own scripts. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = toContentSecurityPolicy({ nonce, isDevelopment: process.env.NODE_ENV === 'development' });

  const headers = new Headers(request.headers);
  headers.set(nonceHeader, nonce);
  headers.set(policyHeader, policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set(policyHeader, policy);
  for (const [name, value] of Object.entries(fixedHeaders)) response.headers.set(name, value);
  if (isSecure(request)) response.headers.set('strict-transport-security', transportSecurity);
  return response;
}

/** What a proxy in front says is believed: browsers ignore the header that depends on it where it is not true. */
function isSecure({ nextUrl, headers }: NextRequest): boolean {
  return nextUrl.protocol === 'https:' || headers.get('x-forwarded-proto') === 'https';
}

export const config = {
  matcher: ['/((?!api/|_next/static|_next/image|healthz|readyz|metrics|socket.io).*)'],
};
