import type { Clock } from '#lib/base/clock.ts';
import { Emitter, type Unsubscribe } from '#lib/base/emitter.ts';
import type { AckError } from '#lib/protocol/error.ts';
import type { Event } from '#lib/protocol/event.ts';
import type { Role } from '#lib/protocol/fields.ts';
import { MAX_READ_EVENTS } from '#lib/protocol/limits.ts';
import type { Ack, EventsFrame, JoinReply, ReadReply } from '#lib/protocol/socket.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState, fromSnapshot, type SessionState } from '#lib/state/session-state.ts';
import { backoffMs } from './backoff.ts';
import { EarlyEvents } from './early-events.ts';
import type { InitialSession } from './open-session.ts';
import type { SocketPort } from './socket-port.ts';

const POSITION_CHECK_MS = 5_000;
/** Events that the log has and that are still on their way are no loss. */
const IN_FLIGHT_MS = 250;

/**
 * `off`: not started, or no socket. `joining`: asked, and all that comes is ignored until the answer, which includes it.
 * `catching-up`: reads the log page by page. `refused`: joins again after a while. `ended`: until the session is back.
 */
type Phase =
  | { kind: 'off' }
  | { kind: 'joining' }
  | { kind: 'catching-up'; early: EarlyEvents }
  | { kind: 'live' }
  | { kind: 'refused' }
  | { kind: 'ended'; reason: 'gone' | 'not-found' };

export interface SessionConnectionParts {
  sessionId: string;
  port: SocketPort;
  clock: Clock;
  random: () => number;
  initial: InitialSession | null;
}

/**
 * One session followed over a port: every seq is applied once, in order, whatever the network drops, doubles or
 * reorders. [D1, D2] `onChange` is told when there is something to paint; a catch-up of any number of pages counts as
 * one change. [D5]
 */
export class SessionConnection {
  readonly onChange = new Emitter<void>();
  /** How many events a catch-up after a drop brought. */
  readonly onCaughtUp = new Emitter<number>();
  readonly #parts: SessionConnectionParts;
  #phase: Phase = { kind: 'off' };
  /** Counts phases: an answer or a timer that belongs to an earlier one is ignored. */
  #generation = 0;
  #stopTimer = () => {};
  #listening: Unsubscribe[] = [];
  #state: SessionState;
  /** What was last told to be painted: a catch-up under way is not seen before it is whole. */
  #painted: SessionState;
  /** The log that `#state` is folded from. Absent: none, so a join starts from a snapshot. */
  #epoch: string | undefined;
  #hasState: boolean;
  #role: Role | undefined;
  #devices = 0;
  /** Where the connection was lost, until it is caught up again. */
  #droppedAtSeq: number | undefined;
  #refusals = 0;

  constructor(parts: SessionConnectionParts) {
    this.#parts = parts;
    const { initial, sessionId } = parts;
    this.#state = initial ? fromSnapshot(initial.snapshot) : createSessionState(sessionId);
    this.#painted = this.#state;
    this.#epoch = initial?.epoch;
    this.#hasState = initial !== null;
    this.#role = initial?.role;
  }

  get state(): SessionState {
    return this.#painted;
  }

  get role(): Role | undefined {
    return this.#role;
  }

  get devices(): number {
    return this.#devices;
  }

  get phase(): 'loading' | 'ready' | 'gone' | 'not-found' {
    if (this.#phase.kind === 'ended') return this.#phase.reason;
    return this.#hasState ? 'ready' : 'loading';
  }

  /** Follows the session until the returned function is called. */
  start(): Unsubscribe {
    const { port, sessionId } = this.#parts;
    this.#listening = [
      port.on('connect', () => this.#join()),
      port.on('disconnect', () => this.#disconnected()),
      port.on('events', (frame) => this.#receive(frame)),
      port.on('session-gone', (gone) => {
        if (gone.sessionId === sessionId) this.#endWith('gone');
      }),
      // Created or restored just now, perhaps by another device.
      port.on('session-changed', (row) => {
        if (row.sessionId === sessionId) this.joinAgain();
      }),
    ];
    if (port.connected) this.#join();
    return () => this.#stop();
  }

  /** Tries again to join a session that was not there. */
  joinAgain(): void {
    if (this.#phase.kind === 'ended' && this.#parts.port.connected) this.#join();
  }

  /** Asks the server where the log is: what was dropped silently, or slept through, is noticed by this. [D6] */
  checkPosition(timeoutMs?: number): void {
    if (this.#phase.kind !== 'live') return;
    const { clock, port, sessionId } = this.#parts;
    const generation = this.#generation;
    const cursor = this.#state.seq;
    const answered = this.#guard<ReadReply>(
      (reply) => {
        if (reply.epoch !== this.#epoch) return this.#join();
        // While events flow, a gap shows by itself.
        if (reply.lastSeq <= cursor || this.#state.seq > cursor) return;
        clock.after(IN_FLIGHT_MS, () => {
          if (generation === this.#generation && this.#state.seq === cursor) this.#join();
        });
      },
      (error) => {
        if (!error.retryable) this.#fail(error);
      },
    );
    port.request('read', { sessionId, after: cursor, limit: 0 }, answered, timeoutMs);
  }

  /** Changes the folded state by what is no event: pages of older history. */
  editState(edit: (state: SessionState) => SessionState): void {
    this.#state = edit(this.#state);
    this.#paint();
  }

  #paint(): void {
    this.#painted = this.#state;
    this.onChange.emit();
  }

  #stop(): void {
    for (const stopListening of this.#listening) stopListening();
    const { port, sessionId } = this.#parts;
    if (this.#phase.kind !== 'ended' && port.connected) port.request('leave', { sessionId }, () => {});
    this.#enter({ kind: 'off' });
  }

  #enter(phase: Phase): void {
    this.#generation += 1;
    this.#stopTimer();
    this.#stopTimer = () => {};
    this.#phase = phase;
  }

  #disconnected(): void {
    if (this.#phase.kind === 'live') this.#droppedAtSeq ??= this.#state.seq;
    this.#enter({ kind: 'off' });
    this.#paint();
  }

  #join(): void {
    const { port, sessionId } = this.#parts;
    this.#enter({ kind: 'joining' });
    const position = this.#epoch === undefined ? {} : { cursor: this.#state.seq, epoch: this.#epoch };
    const answered = this.#guard<JoinReply>((reply) => this.#joined(reply));
    port.request('join', { sessionId, ...position }, answered);
  }

  /** From a snapshot: what is here is no part of the log any more, or below what the log still has. */
  #joinAfresh(): void {
    this.#epoch = undefined;
    this.#join();
  }

  #joined({ epoch, lastSeq, role, catchUp, presence }: JoinReply): void {
    this.#refusals = 0;
    this.#role = role;
    this.#devices = presence.devices;
    const early = new EarlyEvents();
    if (catchUp.kind === 'snapshot') {
      this.#state = fromSnapshot(catchUp.snapshot);
    } else {
      if (this.#hasState && epoch !== this.#epoch) return this.#joinAfresh();
      this.#apply(catchUp.events);
      if (catchUp.more) early.expect(lastSeq);
    }
    this.#epoch = epoch;
    this.#hasState = true;
    this.#catchUp(early);
  }

  #receive(frame: EventsFrame): void {
    if (frame.sessionId !== this.#parts.sessionId) return;
    if (this.#phase.kind !== 'live' && this.#phase.kind !== 'catching-up') return;
    if (frame.epoch !== this.#epoch) return this.#join();
    if (this.#phase.kind === 'catching-up') return this.#phase.early.add(frame.events);
    const seq = this.#state.seq;
    this.#apply(frame.events);
    if (this.#state.seq > seq) return this.#paint();
    const early = new EarlyEvents();
    early.add(frame.events);
    if (early.highestSeq > seq) this.#catchUp(early);
  }

  /** Applies what follows; while there is a gap before the rest, reads it from the log. [D1] */
  #catchUp(early: EarlyEvents): void {
    const { port, sessionId } = this.#parts;
    this.#enter({ kind: 'catching-up', early });
    this.#apply(early.takeAfter(this.#state.seq));
    const after = this.#state.seq;
    if (after >= early.highestSeq) return this.#goLive();
    const answered = this.#guard<ReadReply>((reply) => {
      if (reply.epoch !== this.#epoch) return this.#join();
      this.#apply(reply.events);
      this.#apply(early.takeAfter(this.#state.seq));
      // The log has no such events, whatever a frame said: only a join can tell where it is.
      if (this.#state.seq === after) return this.#joinLater();
      this.#catchUp(early);
    });
    port.request('read', { sessionId, after, limit: MAX_READ_EVENTS }, answered);
  }

  /** Events come in consecutive batches; one that starts after a gap is left alone. */
  #apply(events: readonly Event[]): void {
    const first = events[0];
    if (first && first.seq <= this.#state.seq + 1) this.#state = reduce(this.#state, events);
  }

  #goLive(): void {
    this.#enter({ kind: 'live' });
    this.#checkEvery();
    const missed = this.#state.seq - (this.#droppedAtSeq ?? this.#state.seq);
    this.#droppedAtSeq = undefined;
    this.#paint();
    if (missed > 0) this.onCaughtUp.emit(missed);
  }

  #checkEvery(): void {
    this.#stopTimer = this.#parts.clock.after(POSITION_CHECK_MS, () => {
      this.#checkEvery();
      this.checkPosition();
    });
  }

  /** Runs `answered` with the answer to a request of this phase. A lost one is no matter: the port then reconnects. */
  #guard<Reply>(
    answered: (reply: Reply) => void,
    failed: (error: AckError) => void = (error) => this.#fail(error),
  ): (outcome: Ack<Reply> | 'lost') => void {
    const generation = this.#generation;
    return (outcome) => {
      if (outcome === 'lost' || generation !== this.#generation) return;
      if (outcome.ok) answered(outcome);
      else failed(outcome.error);
    };
  }

  #fail({ code, retryAfterMs }: AckError): void {
    if (code === 'not-found' || code === 'forbidden') return this.#endWith('not-found');
    if (code !== 'gone') return this.#joinLater(retryAfterMs);
    if (this.#phase.kind === 'joining') return this.#endWith('gone');
    this.#joinAfresh();
  }

  #joinLater(retryAfterMs?: number): void {
    const { clock, random, port } = this.#parts;
    this.#refusals += 1;
    const delayMs = retryAfterMs ?? backoffMs(this.#refusals, random);
    this.#enter({ kind: 'refused' });
    this.#stopTimer = clock.after(delayMs, () => {
      if (port.connected) this.#join();
    });
  }

  #endWith(reason: 'gone' | 'not-found'): void {
    this.#enter({ kind: 'ended', reason });
    this.#paint();
  }
}
