import { isIP, isIPv6 } from 'node:net';

/**
 * The address of the client, as far as it can be known: a client writes any `X-Forwarded-For` it likes, and each proxy
 * appends what it sees. So exactly the entries of the trusted proxies count, from the right; with none, only the
 * connection itself does.
 */
export function findClientAddress(request: {
  remoteAddress: string | undefined;
  forwardedFor: string | string[] | undefined;
  trustedProxyHops: number;
}): string {
  const { remoteAddress = 'unknown', forwardedFor, trustedProxyHops } = request;
  if (trustedProxyHops === 0 || forwardedFor === undefined) return remoteAddress;
  const chain = String(forwardedFor)
    .split(',')
    .map((entry) => entry.trim());
  const address = chain.at(-trustedProxyHops) ?? chain[0];
  return address !== undefined && isIP(address) ? address : remoteAddress;
}

/** What is counted as one client: an IPv4 address, or the /64 that a single IPv6 customer gets. */
export function toNetwork(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!isIPv6(address)) return address;
  // URL parsing writes every spelling of an IPv6 address in one way.
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const [head = '', tail = ''] = canonical.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
