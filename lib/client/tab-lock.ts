/** Lets one tab of a browser at a time do a piece of work. */
export interface TabLock {
  /** Resolves when `work` has run. A rejection of `work` is passed on. */
  run(name: string, work: () => Promise<void>): Promise<void>;
}

/** Within this page only: for browsers without Web Locks, and for programs. */
export function createPageLock(): TabLock {
  const tails = new Map<string, Promise<void>>();
  return {
    async run(name, work) {
      const mine = (tails.get(name) ?? Promise.resolve()).then(work);
      const tail = mine.catch(() => {});
      tails.set(name, tail);
      await mine.finally(() => {
        if (tails.get(name) === tail) tails.delete(name);
      });
    },
  };
}
