import type { Event } from '#lib/protocol/event.ts';

const MAX_EVENTS = 1_000;

/**
 * Live events that came before the ones they follow. Bounded: beyond that all are let go, and only the highest seq is
 * remembered, up to which the log has to be read.
 */
export class EarlyEvents {
  readonly #bySeq = new Map<number, Event>();
  #highestSeq = 0;

  /** The seq up to which events are known to exist. */
  get highestSeq(): number {
    return this.#highestSeq;
  }

  expect(seq: number): void {
    this.#highestSeq = Math.max(this.#highestSeq, seq);
  }

  add(events: readonly Event[]): void {
    for (const event of events) {
      this.expect(event.seq);
      this.#bySeq.set(event.seq, event);
    }
    if (this.#bySeq.size > MAX_EVENTS) this.#bySeq.clear();
  }

  /** Removes and returns the events that follow `seq` without a gap. */
  takeAfter(seq: number): Event[] {
    const events: Event[] = [];
    for (let event = this.#bySeq.get(seq + 1); event; event = this.#bySeq.get(event.seq + 1))
      events.push(event);
    for (const known of this.#bySeq.keys()) {
      if (known <= seq + events.length) this.#bySeq.delete(known);
    }
    return events;
  }
}
