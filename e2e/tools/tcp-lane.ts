import type { Socket } from 'node:net';

/** What is wrong with a direction. Read anew for every piece of data. */
export interface LaneFaults {
  readonly latencyMs: number;
  /** 0: as it came. */
  readonly sliceBytes: number;
}

type Item = { readonly dueAtMs: number; readonly bytes: Buffer | 'end' | 'reset' };

/**
 * One direction of one proxied connection. Everything goes through in order: data, the end, the reset. While it is held
 * nothing does, and neither side is told: that is a half-open connection, and after `release` an outage that TCP got over.
 */
export class TcpLane {
  readonly #to: Socket;
  readonly #faults: LaneFaults;
  #items: Item[] = [];
  #isHeld = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(from: Socket, to: Socket, faults: LaneFaults) {
    this.#to = to;
    this.#faults = faults;
    from.on('data', (bytes) => this.#add(bytes));
    from.on('end', () => this.#add('end'));
    from.on('error', () => this.#add('reset'));
    from.on('close', () => this.#add('end'));
  }

  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    this.#pass();
  }

  #add(bytes: Item['bytes']): void {
    this.#items.push({ dueAtMs: performance.now() + this.#faults.latencyMs, bytes });
    this.#pass();
  }

  #pass = (): void => {
    clearTimeout(this.#timer);
    for (let next = this.#items[0]; next && !this.#isHeld; next = this.#items[0]) {
      const waitMs = next.dueAtMs - performance.now();
      if (waitMs > 0) {
        this.#timer = setTimeout(this.#pass, Math.ceil(waitMs));
        return;
      }
      this.#items.shift();
      this.#deliver(next.bytes);
    }
  };

  #deliver(bytes: Item['bytes']): void {
    if (this.#to.destroyed) return;
    if (bytes === 'end') this.#to.end();
    else if (bytes === 'reset') this.#to.resetAndDestroy();
    else for (const slice of toSlices(bytes, this.#faults.sliceBytes)) this.#to.write(slice);
  }
}

function toSlices(bytes: Buffer, sliceBytes: number): Buffer[] {
  if (sliceBytes === 0) return [bytes];
  const count = Math.ceil(bytes.length / sliceBytes);
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * sliceBytes, (index + 1) * sliceBytes),
  );
}
