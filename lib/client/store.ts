import type { Unsubscribe } from '#lib/base/emitter.ts';

/** State outside React. A snapshot keeps its identity until the next notification. */
export interface Store<T> {
  getSnapshot(): T;
  /** What the server rendered: the first render in the browser has to be the same. */
  getInitialSnapshot(): T;
  subscribe(listener: () => void): Unsubscribe;
}
