import type { IncomingMessage } from 'node:http';
import { CLIENT_ADDRESS_HEADER } from '#lib/auth/auth.ts';
import { findClientAddress } from '#lib/auth/client-address.ts';

const claims = ['forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-real-ip'];

/**
 * Rewrites what a request says about where it comes from, in place, so that everything behind the door can believe it:
 * the address as far as trusted proxies vouch for it, host and scheme as configured and never as claimed. [X6]
 */
export function settleForwardedHeaders(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  rules: { trustedProxyHops: number; publicUrl: string | undefined },
): void {
  const { headers, socket } = request;
  const address = findClientAddress({
    remoteAddress: socket.remoteAddress,
    forwardedFor: headers['x-forwarded-for'],
    trustedProxyHops: rules.trustedProxyHops,
  });
  for (const name of claims) delete headers[name];
  headers['x-forwarded-for'] = address;
  headers[CLIENT_ADDRESS_HEADER] = address;
  if (rules.publicUrl === undefined) return;
  const { host, protocol } = new URL(rules.publicUrl);
  headers['x-forwarded-host'] = host;
  headers['x-forwarded-proto'] = protocol.slice(0, -1);
}
