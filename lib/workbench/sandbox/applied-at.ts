/** When a migration was applied, by its table; the sandbox may have put anything else there, which stays as it is. */
export function toAppliedAt(value: unknown): string {
  return value instanceof Date && Number.isFinite(value.getTime()) ? value.toISOString() : String(value);
}
