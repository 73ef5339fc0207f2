import { sleep, type Clock } from '#lib/base/clock.ts';
import { MAX_READ_EVENTS } from '#lib/protocol/limits.ts';
import type { SessionGone } from '#lib/protocol/socket.ts';
import type { CommittedBatch, EventLog } from './event-log.ts';
import { HubTopic, type FanOut, type Subscriber, type TopicMember } from './hub-topic.ts';
import { takePage } from './take-page.ts';
import type { WakeUps } from './wake-ups.ts';

export interface Subscription {
  /** The subscriber has read up to `afterSeq` of this history of the log; everything after it is sent from now on. */
  goLive(afterSeq: number, epoch: string): void;
  close(): void;
}

const RETRY_MS = 500;

/**
 * Brings committed events to this node's subscribers: each seq once, in order. [D1] What was committed here comes
 * through the log's own bus, what was committed elsewhere through a wake-up or the poll; either way a gap is read
 * from the log, so a lost hint costs time and nothing else.
 */
export class SessionHub {
  readonly #log: EventLog;
  readonly #wakeUps: WakeUps;
  readonly #fanOut: FanOut;
  readonly #clock: Clock;
  readonly #maxBacklogBytes: number;
  readonly #pollMs: number;
  readonly #onError: (error: unknown) => void;
  readonly #topics = new Map<string, HubTopic>();
  #stops: (() => void)[] = [];
  #cancelPoll: (() => void) | undefined;

  constructor(dependencies: {
    log: EventLog;
    wakeUps: WakeUps;
    fanOut: FanOut;
    clock: Clock;
    maxBacklogBytes: number;
    pollMs: number;
    onError: (error: unknown) => void;
  }) {
    this.#log = dependencies.log;
    this.#wakeUps = dependencies.wakeUps;
    this.#fanOut = dependencies.fanOut;
    this.#clock = dependencies.clock;
    this.#maxBacklogBytes = dependencies.maxBacklogBytes;
    this.#pollMs = dependencies.pollMs;
    this.#onError = dependencies.onError;
  }

  start(): void {
    this.#stops = [
      this.#log.committed.on((batch) => this.#onCommitted(batch)),
      this.#wakeUps.subscribe('log', (sessionId, seq) => this.#onWakeUp(sessionId, Number(seq))),
    ];
    this.#schedulePoll();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#cancelPoll?.();
    this.#cancelPoll = undefined;
    this.#topics.clear();
  }

  /** Listens from this moment on. Read where the log stands after this, never before: no event falls between. [D3] */
  subscribe(sessionId: string, userId: string, subscriber: Subscriber): Subscription {
    const topic = this.#topics.get(sessionId) ?? new HubTopic(sessionId);
    this.#topics.set(sessionId, topic);
    const member: TopicMember = { subscriber, userId, phase: 'joining', cursor: 0, closed: false };
    topic.members.add(member);
    return {
      goLive: (afterSeq, epoch) => {
        if (member.gone) subscriber.gone(member.gone);
        if (member.closed) return;
        topic.epoch = epoch;
        topic.seq ??= afterSeq;
        member.cursor = afterSeq;
        this.#advance(topic, member);
        if (topic.heard > topic.seq) void this.#readUp(topic);
      },
      close: () => this.#close(topic, member),
    };
  }

  get topicCount(): number {
    return this.#topics.size;
  }

  #close(topic: HubTopic, member: TopicMember): void {
    if (member.closed) return;
    member.closed = true;
    if (member.phase === 'live') member.subscriber.setLive(false);
    topic.members.delete(member);
    if (topic.members.size === 0 && this.#topics.get(topic.sessionId) === topic) {
      this.#topics.delete(topic.sessionId);
    }
  }

  #onCommitted(batch: CommittedBatch): void {
    const topic = this.#topics.get(batch.sessionId);
    if (!topic) return;
    this.#accept(topic, batch.events);
    if (batch.deleted === true) this.#dismiss(topic, () => true, 'deleted');
  }

  #onWakeUp(sessionId: string, seq: number): void {
    const topic = this.#topics.get(sessionId);
    if (!topic) return;
    topic.heard = Math.max(topic.heard, seq);
    // A hint without a seq tells of a change that is no event: a deletion.
    if (seq === 0 || (topic.seq !== undefined && seq > topic.seq)) void this.#readUp(topic);
  }

  #accept(topic: HubTopic, events: CommittedBatch['events']): void {
    const last = events.at(-1);
    if (!last) return;
    topic.heard = Math.max(topic.heard, last.seq);
    if (topic.seq === undefined) return; // Nobody stands anywhere yet: goLive reads up to what was heard.
    const { seq } = topic;
    const next = events.find((event) => event.seq > seq);
    if (next && next.seq !== seq + 1) return void this.#readUp(topic);
    this.#publish(topic, events);
  }

  /** The next events of the log after those that were published; older ones among them are passed over. */
  #publish(topic: HubTopic, events: CommittedBatch['events']): void {
    const fresh = events.filter((event) => event.seq > (topic.seq ?? 0));
    const last = fresh.at(-1);
    if (!last) return;
    topic.seq = last.seq;
    topic.remember(fresh);
    this.#deliver(topic, fresh);
    for (const event of fresh) {
      if (event.type !== 'participant-remove') continue;
      this.#dismiss(topic, (member) => member.userId === event.userId, 'revoked');
    }
  }

  #deliver(topic: HubTopic, fresh: CommittedBatch['events']): void {
    let anyLive = false;
    for (const member of topic.members) {
      if (member.phase !== 'live') continue;
      if (member.subscriber.backlogBytes() > this.#maxBacklogBytes) this.#fallBehind(topic, member);
      else anyLive = true;
    }
    if (anyLive) this.#fanOut.publish(topic.frame(fresh));
    const published = topic.seq ?? 0;
    for (const member of topic.members) {
      if (member.phase === 'live') member.cursor = published;
      else if (member.phase === 'ahead' && member.cursor < published) this.#advance(topic, member);
    }
  }

  /** Out of the fan-out until it has drained; then it is read what it missed. It holds up nobody else. [D4] */
  #fallBehind(topic: HubTopic, member: TopicMember): void {
    member.phase = 'behind';
    member.subscriber.setLive(false);
    member.subscriber.onceDrained(() => void this.#catchUp(topic, member));
  }

  /** Brings a member to the published seq: at once when that is at hand, else from the log. */
  #advance(topic: HubTopic, member: TopicMember): void {
    const published = topic.seq ?? 0;
    if (member.cursor > published) {
      member.phase = 'ahead';
      return;
    }
    if (member.cursor < published) {
      const missed = topic.findRecent(member.cursor);
      if (!missed) {
        member.phase = 'behind';
        return void this.#catchUp(topic, member);
      }
      member.subscriber.send(topic.frame(missed));
      member.cursor = published;
    }
    member.phase = 'live';
    member.subscriber.setLive(true);
  }

  async #catchUp(topic: HubTopic, member: TopicMember): Promise<void> {
    while (!member.closed) {
      try {
        const page = await this.#log.read(topic.sessionId, member.cursor, MAX_READ_EVENTS);
        if (member.closed) return;
        const missed = takePage(page?.events ?? [], this.#maxBacklogBytes);
        const last = missed.at(-1);
        if (last) {
          member.subscriber.send(topic.frame(missed));
          member.cursor = last.seq;
        } else if (member.cursor < (topic.seq ?? 0)) {
          // The log has less than was published: it was restored, or is gone, of which the poll tells.
          await sleep(this.#clock, RETRY_MS);
          continue;
        }
      } catch (error) {
        this.#onError(error);
        await sleep(this.#clock, RETRY_MS);
        continue;
      }
      if (member.subscriber.backlogBytes() > this.#maxBacklogBytes) {
        return member.subscriber.onceDrained(() => void this.#catchUp(topic, member));
      }
      if (member.cursor >= (topic.seq ?? 0)) return this.#advance(topic, member);
    }
  }

  /** Publishes what the log has beyond the topic. One at a time per topic; a failure is tried again by the poll. */
  async #readUp(topic: HubTopic): Promise<void> {
    if (topic.reading) return;
    topic.reading = true;
    try {
      for (;;) {
        const after = topic.seq ?? topic.heard;
        const page = await this.#log.read(topic.sessionId, after, MAX_READ_EVENTS);
        if (!page || page.deleted) this.#dismiss(topic, () => true, 'deleted');
        if (!page || page.events.length === 0 || topic.seq === undefined) return;
        // A gap in what the log gave is what was compacted: readers see it and join again. [L6]
        this.#publish(topic, takePage(page.events));
        if (topic.seq >= topic.heard || topic.seq === after) return;
      }
    } catch (error) {
      this.#onError(error);
    } finally {
      topic.reading = false;
    }
  }

  #dismiss(topic: HubTopic, who: (member: TopicMember) => boolean, reason: SessionGone['reason']): void {
    const gone: SessionGone = { sessionId: topic.sessionId, reason };
    for (const member of [...topic.members].filter(who)) {
      this.#close(topic, member);
      // Who is joining may not know of the session at all; that is known when it goes live.
      if (member.phase === 'joining') member.gone = gone;
      else member.subscriber.gone(gone);
    }
  }

  #schedulePoll(): void {
    this.#cancelPoll = this.#clock.after(this.#pollMs, () => void this.#poll());
  }

  /** Finds what no hint told of. */
  async #poll(): Promise<void> {
    try {
      const topics = [...this.#topics.values()];
      const found = topics.length === 0 ? [] : await this.#log.heads(topics.map((topic) => topic.sessionId));
      const heads = new Map(found.map((head) => [head.sessionId, head]));
      for (const topic of topics) {
        if (topic.seq === undefined) continue;
        const head = heads.get(topic.sessionId);
        topic.heard = Math.max(topic.heard, head?.lastSeq ?? 0);
        if (!head || head.deleted || head.lastSeq > topic.seq) void this.#readUp(topic);
      }
    } catch (error) {
      this.#onError(error);
    }
    if (this.#cancelPoll) this.#schedulePoll();
  }
}
