/** Makes what it wraps stand still at once, as a process does that is gone: no call of it ever comes back. */
export class Freezer {
  #isFrozen = false;

  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  freeze(): void {
    this.#isFrozen = true;
  }

  wrap<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (object, key) => {
        const value: unknown = Reflect.get(object, key, object);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown =>
          this.#isFrozen ? new Promise(() => undefined) : Reflect.apply(value, object, args);
      },
    });
  }
}
