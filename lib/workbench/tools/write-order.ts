/**
 * Runs what writes to one sandbox one after the other, so that what lies between a look before and a look after is the
 * work of that call. Of this process alone: a write by another node at the same moment shows in both.
 */
export class WriteOrder {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<Result>(sandboxId: string, write: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(sandboxId) ?? Promise.resolve();
    const result = before.then(write);
    const settled = result.catch(() => undefined);
    this.#last.set(sandboxId, settled);
    try {
      return await result;
    } finally {
      if (this.#last.get(sandboxId) === settled) this.#last.delete(sandboxId);
    }
  }
}
