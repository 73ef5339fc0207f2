/**
 * How long a promise of so many milliseconds may take here: two browsers, the server and Postgres share the cores with
 * other tests, so this only finds what hangs. The figures themselves are the bench's (docs/performance.md).
 */
export function toLimit(promisedMs: number): number {
  return promisedMs * 5;
}
