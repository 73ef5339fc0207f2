import { isIP } from 'node:net';
import { AppError } from '#lib/protocol/error.ts';
import { isInZone, type Zone } from './address-rules.ts';

const MAX_URL_CHARS = 2_000;

/** Services that listen above 1023 and take whatever a stranger sends them for a command. */
const refusedPorts: ReadonlySet<number> = new Set([
  1433, 1521, 2049, 2375, 2376, 2379, 3306, 3389, 5432, 5984, 6379, 6443, 9042, 9200, 10_250, 11_211, 27_017,
]);

/** Names that never lead to the internet, whatever a resolver says. */
const localName = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|arpa)$/;

/**
 * The address of a declared MCP server. Its scheme says where it may be: `https` on the internet, `http` on this machine
 * only. Looks at the URL as it will be used, after parsing: `http://0x7f.1` is 127.0.0.1 here. Throws `invalid-input`.
 * [X50] [X52]
 */
export function parseServerUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fault = url ? findUrlFault(url) : 'it is not an absolute URL';
  if (!url || fault)
    throw new AppError('invalid-input', `cannot use this address of an MCP server: ${fault}`);
  return url;
}

export function zoneOf(url: URL): Zone {
  return url.protocol === 'http:' ? 'loopback' : 'public';
}

/** The host as resolvers and sockets want it: an IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
}

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'http:' ? 80 : 443;
}

function findUrlFault(url: URL): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'only https is allowed';
  if (url.href.length > MAX_URL_CHARS) return `it has more than ${MAX_URL_CHARS} characters`;
  // A user and password would end up in logs; a token belongs into a header.
  if (url.username !== '' || url.password !== '') return 'it holds a user or a password';
  if (url.hash !== '') return 'it has a fragment';
  const port = portOf(url);
  if (port !== 443 && port !== 80 && (port < 1_024 || refusedPorts.has(port)))
    return `port ${port} is not allowed`;
  return findHostFault(url);
}

function findHostFault(url: URL): string | undefined {
  const host = hostOf(url);
  const zone = zoneOf(url);
  if (isIP(host) !== 0) return isInZone(host, zone) ? undefined : outside[zone];
  if (zone === 'loopback') return host === 'localhost' ? undefined : outside.loopback;
  if (host.endsWith('.')) return 'its host ends in a dot';
  if (!host.includes('.') || localName.test(host)) return outside.public;
  return undefined;
}

const outside: Record<Zone, string> = {
  public: 'its host is not on the internet',
  loopback: 'http is for this machine only (localhost, 127.0.0.1 or [::1]); elsewhere use https',
};
