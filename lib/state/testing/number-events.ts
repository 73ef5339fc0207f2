import type { Event, EventBody } from '#lib/protocol/event.ts';
import type { Actor } from '#lib/protocol/fields.ts';

export const alice: Actor = { kind: 'user', id: 'alice', name: 'Alice' };

/** The time that `numberEvents` gives an event: its seq in seconds. */
export const timeOf = (seq: number) => new Date(seq * 1_000).toISOString();

/** Bodies as the events of one log, from a seq on. */
export function numberEvents(bodies: readonly EventBody[], firstSeq = 1): Event[] {
  return bodies.map((body, index) => ({
    seq: firstSeq + index,
    at: timeOf(firstSeq + index),
    actor: alice,
    ...body,
  }));
}
