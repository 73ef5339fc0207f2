/** Best effort: fetches code that will be wanted soon. Whoever then needs it asks again, and says what is wrong. */
export function preload(load: () => Promise<unknown>): void {
  load().catch(() => undefined);
}
