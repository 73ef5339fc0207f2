const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How long something took, as exact as anyone wants to know: `85 ms`, `3.2 s`, `48 s`, `2 min 5 s`, `1 h 4 min`. */
export function formatDuration(ms: number): string {
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < 10 * SECOND_MS) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  return formatWholeSeconds(ms);
}

/** The same without fractions, for what still runs. */
export function formatWholeSeconds(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  if (ms < MINUTE_MS) return `${seconds} s`;
  if (ms < HOUR_MS) return join(Math.floor(ms / MINUTE_MS), 'min', seconds % 60, 's');
  const minutes = Math.floor(ms / MINUTE_MS);
  return join(Math.floor(ms / HOUR_MS), 'h', minutes % 60, 'min');
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
