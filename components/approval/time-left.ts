import { formatWholeSeconds } from '../ui/format-duration.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** How long an approval can still be answered, in words; undefined when its time is over. */
export function toTimeLeft(expiresAt: string, nowMs: number): string | undefined {
  const leftMs = Date.parse(expiresAt) - nowMs;
  if (leftMs <= 0) return undefined;
  if (leftMs >= 2 * HOUR_MS) return `${Math.round(leftMs / HOUR_MS)} h left`;
  if (leftMs >= 2 * MINUTE_MS) return `${Math.floor(leftMs / MINUTE_MS)} min left`;
  return `${formatWholeSeconds(leftMs)} left`;
}
