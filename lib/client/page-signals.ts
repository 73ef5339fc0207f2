import type { Unsubscribe } from '#lib/base/emitter.ts';

/** What a page learns of its surroundings. */
export interface PageSignals {
  readonly visible: boolean;
  /** False is what the device says; true promises nothing. */
  readonly online: boolean;
  /**
   * `wake`: focused, shown again, or the network changed, so that what is known may be stale. `hide`: out of sight,
   * perhaps for good.
   */
  on(signal: 'wake' | 'hide', listener: () => void): Unsubscribe;
}

/** For programs without a page. */
export const noPage: PageSignals = { visible: true, online: true, on: () => () => {} };
