import { sleep, type Clock } from '#lib/base/clock.ts';
import type { Event } from '#lib/protocol/event.ts';
import type { EventsFrame } from '#lib/protocol/socket.ts';
import type { Subscriber } from '#lib/session/hub-topic.ts';
import type { SessionHub, Subscription } from '#lib/session/session-hub.ts';
import type { EventLog } from '#lib/session/event-log.ts';
import { reduce } from '#lib/state/reduce.ts';
import { textOf } from '#lib/state/selectors.ts';
import { createSessionState, type SessionState } from '#lib/state/session-state.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface ViewedNode {
  readonly hub: SessionHub;
  readonly log: EventLog;
  readonly live: Set<SimulatedViewer>;
}

/** A reader that checks at every frame what each reader may rely on. */
export class SimulatedViewer {
  readonly sessionId: string;
  state: SessionState;
  readonly violations: string[] = [];
  readonly #clock: Clock;
  readonly #random: SeededRandom;
  #connection: { node: ViewedNode; subscription: Subscription } | undefined;

  constructor(options: { sessionId: string; clock: Clock; random: SeededRandom }) {
    this.sessionId = options.sessionId;
    this.#clock = options.clock;
    this.#random = options.random;
    this.state = createSessionState(options.sessionId);
  }

  get node(): ViewedNode | undefined {
    return this.#connection?.node;
  }

  /** Subscribe first, read second, then live, as a join does. [D3] */
  async connect(node: ViewedNode): Promise<void> {
    const subscription = node.hub.subscribe(this.sessionId, 'alice', this.#createSubscriber(node));
    const connection = { node, subscription };
    this.#connection = connection;
    for (;;) {
      const page = await node.log.read(this.sessionId, this.state.seq, 500).catch(() => undefined);
      if (this.#connection !== connection) return;
      if (page) {
        this.apply(page.events);
        if (this.state.seq === page.lastSeq) return subscription.goLive(this.state.seq, page.epoch);
      }
      await sleep(this.#clock, 20);
    }
  }

  disconnect(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.subscription.close();
  }

  receive(frame: EventsFrame): void {
    const first = frame.events[0]?.seq ?? 0;
    if (first !== this.state.seq + 1) {
      this.violations.push(`[D1] frame begins at ${first}, the viewer stands at ${this.state.seq}`);
    }
    this.apply(frame.events);
  }

  apply(events: readonly Event[]): void {
    const before = this.state;
    this.state = reduce(before, events);
    if (events.some((event) => event.type === 'run-start' && event.strategy === 'restart')) return;
    for (const [id, message] of before.messages) {
      const after = this.state.messages.get(id);
      if (!after || !textOf(after).startsWith(textOf(message))) {
        this.violations.push(`[D7] message ${id} lost text it had shown`);
      }
    }
  }

  #createSubscriber(node: ViewedNode): Subscriber {
    const isMine = () => this.#connection?.node === node;
    return {
      backlogBytes: () => (this.#random.chance(0.02) ? 1_000_000 : 0),
      onceDrained: (run) => void this.#clock.after(this.#random.below(200), run),
      send: (frame) => {
        if (isMine()) this.receive(frame);
      },
      setLive: (live) => {
        if (live && isMine()) node.live.add(this);
        else node.live.delete(this);
      },
      gone: () => undefined,
    };
  }
}
