const MAX_MS = 24 * 3600 * 1000;

/** `retry-after-ms`, or RFC 9110 `Retry-After` in seconds or as a date; at most a day. */
export function findRetryAfterMs(
  headers: Record<string, string> | undefined,
  nowMs = Date.now(),
): number | undefined {
  const precise = toNumber(headers?.['retry-after-ms']);
  if (precise !== undefined) return clamp(precise);
  const value = headers?.['retry-after'];
  const seconds = toNumber(value);
  if (seconds !== undefined) return clamp(seconds * 1000);
  const date = value === undefined ? NaN : Date.parse(value);
  return Number.isNaN(date) ? undefined : clamp(date - nowMs);
}

function toNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : undefined;
}

function clamp(ms: number): number {
  return Math.min(MAX_MS, Math.max(0, Math.ceil(ms)));
}
