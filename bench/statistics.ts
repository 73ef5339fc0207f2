/** The value below which a share of the sample lies; NaN of an empty one. */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = Float64Array.from(sample).toSorted();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(sample: readonly number[]): number {
  return percentile(sample, 0.5);
}

export function worst(sample: readonly number[]): number {
  return percentile(sample, 1);
}

export function format(value: number): string {
  if (Number.isNaN(value)) return '-';
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
