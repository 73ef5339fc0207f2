import { Emitter, type Unsubscribe } from '#lib/base/emitter.ts';
import type { Store } from './store.ts';

/** A store of one value, told about at once. */
export class ValueStore<T> implements Store<T> {
  readonly #initial: T;
  #value: T;
  readonly #changes = new Emitter<void>();

  constructor(initial: T) {
    this.#initial = initial;
    this.#value = initial;
  }

  getSnapshot(): T {
    return this.#value;
  }

  getInitialSnapshot(): T {
    return this.#initial;
  }

  subscribe(listener: () => void): Unsubscribe {
    // Each subscription is its own, also when two components share a listener.
    return this.#changes.on(() => listener());
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.#changes.emit();
  }
}
