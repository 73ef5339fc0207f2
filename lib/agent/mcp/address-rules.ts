import { BlockList, isIP } from 'node:net';

/** Where a server may be: anywhere on the internet, or on this very machine. There is nothing in between. */
export type Zone = 'public' | 'loopback';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** IPv4 that is not the internet: IANA's special-purpose registry, multicast and what is reserved. */
const specialIpv4 = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  specialIpv4.addSubnet(network, prefix, 'ipv4');

/** Of IPv6 only this is the internet. ULA, link-local, multicast, mapped IPv4 and NAT64 all lie outside. */
const globalIpv6 = new BlockList();
globalIpv6.addSubnet('2000::', 3, 'ipv6');

/** Within it: Teredo and other protocol assignments, documentation, and 6to4, which carries an IPv4 address inside. */
const specialIpv6 = new BlockList();
specialIpv6.addSubnet('2001::', 23, 'ipv6');
specialIpv6.addSubnet('2001:db8::', 32, 'ipv6');
specialIpv6.addSubnet('2002::', 16, 'ipv6');
specialIpv6.addSubnet('3fff::', 20, 'ipv6');

/**
 * Whether an address lies in a zone. Takes the text form of an IP address, never a name; what it can't read lies in none.
 * An IPv4 address written as IPv6 (`::ffff:a9fe:a9fe`) is never public. [X50]
 */
export function isInZone(address: string, zone: Zone): boolean {
  const family = isIP(address);
  // With a zone id (`fe80::1%eth0`) an address belongs to one link.
  if (family === 0 || address.includes('%')) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  if (zone === 'loopback') return loopback.check(address, kind);
  if (kind === 'ipv4') return !specialIpv4.check(address, kind);
  return globalIpv6.check(address, kind) && !specialIpv6.check(address, kind);
}
