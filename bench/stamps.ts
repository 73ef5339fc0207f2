import { preciseNow } from './clock.ts';

/** A token that says which one of its answer it is and when it was made: ` 17@5012345.67`. */
export function stamp(number: number): string {
  return ` ${number}@${preciseNow().toFixed(2)}`;
}

/** The number of the last token in a text; 0 where there is none. */
export function findLastNumber(text: string): number {
  return Number(/ (\d+)@[\d.]+$/.exec(text)?.[1] ?? 0);
}

const STAMP = / (\d+)@(\d+\.\d\d)/y;

/** Reads the tokens of one answer: how old each is, and whether one is missing or comes again. */
export class StampReader {
  readonly latencies: number[] = [];
  isMeasuring = false;
  /** Number of the newest token; 0 until one was read. Whoever comes in the middle misses nothing before it. */
  last = 0;
  lost = 0;
  repeated = 0;
  /** Texts that are anything but tokens. They make every figure worthless. */
  unreadable = 0;

  read(text: string, receivedAt: number): void {
    STAMP.lastIndex = 0;
    for (let at = 0; at < text.length; at = STAMP.lastIndex) {
      const found = STAMP.exec(text);
      if (!found) return void (this.unreadable += 1);
      this.#take(Number(found[1]));
      if (this.isMeasuring) this.latencies.push(receivedAt - Number(found[2]));
    }
  }

  #take(number: number): void {
    if (this.last > 0 && number > this.last + 1) this.lost += number - this.last - 1;
    if (number <= this.last) this.repeated += 1;
    this.last = Math.max(this.last, number);
  }
}

/** Throws when a figure of these readers would be a lie. */
export function requireWhole(readers: readonly StampReader[]): void {
  for (const { lost, repeated, unreadable } of readers) {
    if (lost + repeated + unreadable === 0) continue;
    throw new Error(
      `cannot measure: ${lost} tokens lost, ${repeated} repeated, ${unreadable} texts unreadable`,
    );
  }
}
