import { sleep, type Clock } from '#lib/base/clock.ts';
import { Emitter } from '#lib/base/emitter.ts';
import type { AppendMember, CommittedBatch, EventLog, TransactInput } from '#lib/session/event-log.ts';
import type { MemoryEventLog } from '#lib/session/memory-event-log.ts';
import type { HeldLease, RunLeases } from '#lib/session/run-leases.ts';
import type { Decision, SessionControl } from '#lib/session/session-control.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A connection fault that the worker can't tell the outcome of. */
export class LostAnswer extends Error {}

/**
 * One node's way to the shared log: late, now and then without an answer (whether it was carried out or not), held up
 * while the node is frozen, and never answering again once it was killed.
 */
export class UnreliableLog implements EventLog, RunLeases {
  readonly committed = new Emitter<CommittedBatch>();
  readonly #log: MemoryEventLog;
  readonly #clock: Clock;
  readonly #random: SeededRandom;
  readonly #faults: () => number;
  frozenUntil = 0;
  killed = false;

  constructor(options: { log: MemoryEventLog; clock: Clock; random: SeededRandom; faults: () => number }) {
    this.#log = options.log;
    this.#clock = options.clock;
    this.#random = options.random;
    this.#faults = options.faults;
  }

  append(members: readonly AppendMember[]) {
    return this.#call(() => this.#log.append(members));
  }

  transact<T>(input: TransactInput, decide: (control: SessionControl) => Decision<T>) {
    return this.#call(() => this.#log.transact(input, decide));
  }

  read(sessionId: string, after: number, limit: number) {
    return this.#call(() => this.#log.read(sessionId, after, limit));
  }

  readRun(sessionId: string, runId: string, after?: number) {
    return this.#call(() => this.#log.readRun(sessionId, runId, after));
  }

  readBranch(sessionId: string, messageId: string | null) {
    return this.#call(() => this.#log.readBranch(sessionId, messageId));
  }

  heads(sessionIds: readonly string[]) {
    return this.#call(() => this.#log.heads(sessionIds));
  }

  findRecorded(userId: string, commandId: string) {
    return this.#call(() => this.#log.findRecorded(userId, commandId));
  }

  recordRefusal(...refusal: Parameters<EventLog['recordRefusal']>) {
    return this.#call(() => this.#log.recordRefusal(...refusal));
  }

  findClaimable(limit: number) {
    return this.#call(() => this.#log.findClaimable(limit));
  }

  heartbeat(holder: string, leases: readonly HeldLease[], leaseMs: number) {
    return this.#call(() => this.#log.heartbeat(holder, leases, leaseMs));
  }

  async #call<T>(run: () => Promise<T>): Promise<T> {
    await this.#pause();
    if (this.#random.chance(this.#faults())) throw new LostAnswer('the request was lost');
    // The memory log commits within the call, so what it emits now is this node's own.
    const batches: CommittedBatch[] = [];
    const off = this.#log.committed.on((batch) => batches.push(batch));
    const result = run();
    off();
    // What it throws is heard when it is awaited, after the way back.
    result.catch(() => undefined);
    await this.#pause();
    if (this.#random.chance(this.#faults())) throw new LostAnswer('the answer was lost');
    for (const batch of batches) this.committed.emit(batch);
    return result;
  }

  async #pause(): Promise<void> {
    await sleep(this.#clock, this.#random.below(15));
    while (this.frozenUntil > this.#clock.now())
      await sleep(this.#clock, this.frozenUntil - this.#clock.now());
    if (this.killed) await new Promise(() => undefined);
  }
}
