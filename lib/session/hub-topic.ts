import type { Event } from '#lib/protocol/event.ts';
import type { EventsFrame, SessionGone } from '#lib/protocol/socket.ts';

/** One reader of one session: a socket, seen from the hub. */
export interface Subscriber {
  /** Bytes that wait to be written to it. */
  backlogBytes(): number;
  /** Calls `run` once, when little or nothing waits any more. */
  onceDrained(run: () => void): void;
  /** Sends to this one alone. */
  send(frame: EventsFrame): void;
  /** In or out of the fan-out of the session, at once. */
  setLive(live: boolean): void;
  /** The session was deleted, or access to it was revoked. The subscription is closed already. */
  gone(gone: SessionGone): void;
}

/** Sends a frame to every live subscriber of its session, encoded once. */
export interface FanOut {
  publish(frame: EventsFrame): void;
}

/**
 * `joining` it has not said yet where it stands. `live` it is in the fan-out. `ahead` it has read more than was
 * published, and joins the fan-out when that catches up. `behind` it is caught up from the log.
 */
export type SubscriberPhase = 'joining' | 'live' | 'ahead' | 'behind';

export interface TopicMember {
  readonly subscriber: Subscriber;
  readonly userId: string;
  phase: SubscriberPhase;
  /** The last seq that was handed to it. */
  cursor: number;
  closed: boolean;
  /** Said while it was joining: told when it goes live, if it was let in. */
  gone?: SessionGone;
}

const RECENT_EVENTS = 256;

/** What the hub knows of one session that somebody on this node reads. */
export class HubTopic {
  readonly sessionId: string;
  readonly members = new Set<TopicMember>();
  epoch = '';
  /** The last published seq; undefined until a subscriber says where the log stands. */
  seq: number | undefined;
  /** The highest seq that anybody spoke of. */
  heard = 0;
  reading = false;
  #recent: Event[] = [];

  constructor(sessionId: string) {
    this.sessionId = sessionId;
  }

  remember(events: readonly Event[]): void {
    this.#recent.push(...events);
    if (this.#recent.length > 2 * RECENT_EVENTS) this.#recent = this.#recent.slice(-RECENT_EVENTS);
  }

  /** The published events after a seq, if they all are still at hand. */
  findRecent(after: number): Event[] | undefined {
    const first = this.#recent[0]?.seq;
    if (first === undefined || first > after + 1) return undefined;
    return this.#recent.filter((event) => event.seq > after);
  }

  frame(events: readonly Event[]): EventsFrame {
    return { sessionId: this.sessionId, epoch: this.epoch, events: [...events] };
  }
}
