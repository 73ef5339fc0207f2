import type { Config } from '#lib/config/env.ts';

/** The origins that may use this server. Empty: whichever host a request itself asks for. */
export function toAllowedOrigins(config: Pick<Config, 'publicUrl' | 'allowedOrigins'>): readonly string[] {
  const own = config.publicUrl === undefined ? [] : [new URL(config.publicUrl).origin];
  return [...new Set([...own, ...config.allowedOrigins])];
}

/**
 * Exact: no suffixes, no patterns, no `null`. Where no origin is configured, the page must come from the very host and
 * port that it calls. A missing origin is never allowed here; whether it is needed is the caller's question.
 */
export function isAllowedOrigin(
  origin: string | undefined,
  host: string | undefined,
  allowedOrigins: readonly string[],
): boolean {
  if (origin === undefined) return false;
  if (allowedOrigins.length > 0) return allowedOrigins.includes(origin);
  return host !== undefined && host !== '' && (origin === `http://${host}` || origin === `https://${host}`);
}
