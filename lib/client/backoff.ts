const FIRST_MS = 250;
const MAX_MS = 5_000;

/**
 * Milliseconds before attempt number `failures` + 1. The first is quick, at most 250 ms, because most drops are over at
 * once; later ones double up to 5 s. Spread over half the delay, so that clients of a restarted server come apart.
 */
export function backoffMs(failures: number, random: () => number): number {
  if (failures === 0) return FIRST_MS * random();
  const delayMs = Math.min(MAX_MS, FIRST_MS * 2 ** failures);
  return delayMs * (0.5 + random() / 2);
}
