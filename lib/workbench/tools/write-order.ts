import { SqlFailure } from '../sandbox/sql-failure.ts';

/** Of one sandbox at a time. An agent asks for eight things at once; who asks for many more gets them refused, not kept. */
const MAX_WRITES = 32;

interface Queue {
  last: Promise<unknown>;
  writes: number;
}

/**
 * Runs what writes to one sandbox one after the other, so that what lies between a look before and a look after is the
 * work of that call. Of this process alone: a write by another node at the same moment shows in both.
 */
export class WriteOrder {
  readonly #queues = new Map<string, Queue>();

  /** A write whose turn comes after `signal` aborted never begins: whoever asked was told that it is unknown. [R4] */
  async run<Result>(sandboxId: string, signal: AbortSignal, write: () => Promise<Result>): Promise<Result> {
    const queue = this.#queues.get(sandboxId) ?? { last: Promise.resolve(), writes: 0 };
    if (queue.writes >= MAX_WRITES)
      throw new SqlFailure({
        sqlstate: '53300',
        message: 'too many writes wait for this sandbox',
        hint: 'Wait for their answers before you send more.',
      });
    this.#queues.set(sandboxId, queue);
    queue.writes += 1;
    const result = queue.last.then(() => {
      signal.throwIfAborted();
      return write();
    });
    queue.last = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      queue.writes -= 1;
      if (queue.writes === 0) this.#queues.delete(sandboxId);
    }
  }
}
