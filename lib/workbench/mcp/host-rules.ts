import { isIP } from 'node:net';

/** Where this server may be called, and from which pages. */
export interface HostRules {
  readonly publicUrl: string | undefined;
  readonly allowedOrigins: readonly string[];
}

/**
 * Whether a request names this server as its host. A page that had its own name resolved to this machine (DNS rebinding)
 * still sends that name; an address is no name, so it can't be rebound.
 */
export function isOwnHost(host: string | undefined, rules: HostRules): boolean {
  const hostname = findHostname(`http://${host ?? ''}`);
  return hostname !== undefined && isOwnHostname(hostname, rules);
}

/** Whether a page of this origin may call. Who sends no origin is no page. */
export function isOwnOrigin(origin: string | undefined, rules: HostRules): boolean {
  if (origin === undefined) return true;
  if (rules.allowedOrigins.includes(origin)) return true;
  if (rules.publicUrl !== undefined) return origin === new URL(rules.publicUrl).origin;
  const hostname = findHostname(origin);
  return hostname !== undefined && isOwnHostname(hostname, rules);
}

function isOwnHostname(hostname: string, { publicUrl, allowedOrigins }: HostRules): boolean {
  if (hostname === 'localhost' || isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0) return true;
  const named = publicUrl === undefined ? allowedOrigins : [publicUrl, ...allowedOrigins];
  return named.some((url) => new URL(url).hostname === hostname);
}

/** Of an `http(s)://host[:port]` without anything behind it. */
function findHostname(url: string): string | undefined {
  if (!/^https?:\/\/[\w.:[\]-]+$/i.test(url) || !URL.canParse(url)) return undefined;
  return new URL(url).hostname;
}
