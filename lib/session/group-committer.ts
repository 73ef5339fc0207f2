import { sleep, type Clock } from '#lib/base/clock.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import type { AppendMember, AppendResult, EventLog } from './event-log.ts';
import { RunWriter } from './run-writer.ts';

interface Batch {
  readonly writer: RunWriter;
  readonly member: AppendMember;
}

/** A session is held for some milliseconds, a database is away for longer. */
const FIRST_LOCKED_RETRY_MS = 5;
const MAX_LOCKED_RETRY_MS = 100;
const FIRST_RETRY_MS = 50;
const MAX_RETRY_MS = 1_000;

/**
 * Group commit over all sessions of this node: while one commit is under way, what arrives becomes the next one. No
 * fixed window: alone, a run waits for nobody; under load the groups grow by themselves. One bad or slow member
 * harms nobody else. [L7]
 */
export class GroupCommitter {
  readonly #log: Pick<EventLog, 'append'>;
  readonly #clock: Clock;
  readonly #maxMembers: number;
  readonly #maxGroups: number;
  readonly #giveUpMs: number;
  readonly #isPassing: (error: unknown) => boolean;
  readonly #onError: (error: unknown) => void;
  readonly #pending = new Set<RunWriter>();
  #groups = 0;
  #scheduled = false;

  constructor(dependencies: {
    log: Pick<EventLog, 'append'>;
    clock: Clock;
    maxMembers: number;
    /** Groups under way at a time. */
    maxGroups?: number;
    /** How long a batch is tried again while the log can't be reached. Longer than a lease is of no use. */
    giveUpMs: number;
    isPassing: (error: unknown) => boolean;
    onError: (error: unknown) => void;
  }) {
    this.#log = dependencies.log;
    this.#clock = dependencies.clock;
    this.#maxMembers = dependencies.maxMembers;
    this.#maxGroups = dependencies.maxGroups ?? 1;
    this.#giveUpMs = dependencies.giveUpMs;
    this.#isPassing = dependencies.isPassing;
    this.#onError = dependencies.onError;
  }

  openRun(run: {
    sessionId: string;
    runId: string;
    runEpoch: number;
    after: number;
    actor: Actor;
  }): RunWriter {
    return new RunWriter({
      ...run,
      onPending: (writer) => {
        this.#pending.add(writer);
        this.#schedule();
      },
    });
  }

  // What the same turn of the event loop pushes goes into one group.
  #schedule(): void {
    if (this.#scheduled || this.#groups >= this.#maxGroups) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#sendGroup();
    });
  }

  #sendGroup(): void {
    if (this.#groups >= this.#maxGroups) return;
    const group: Batch[] = [];
    for (const writer of this.#pending) {
      this.#pending.delete(writer);
      const member = writer.take();
      if (member) group.push({ writer, member });
      if (group.length === this.#maxMembers) break;
    }
    if (group.length === 0) return;
    this.#groups += 1;
    this.#log.append(group.map((batch) => batch.member)).then(
      (results) => {
        this.#groups -= 1;
        group.forEach((batch, index) => this.#settle(batch, results[index]));
        this.#sendGroup();
      },
      (error: unknown) => {
        this.#groups -= 1;
        this.#onError(error);
        for (const batch of group) void this.#appendAlone(batch);
        this.#sendGroup();
      },
    );
    if (this.#pending.size > 0) this.#schedule();
  }

  #settle(batch: Batch, result: AppendResult | undefined): void {
    if (!result || result.status === 'locked') void this.#appendAlone(batch);
    else batch.writer.settle(result);
  }

  /**
   * The very same batch again, by itself: if an earlier call did commit it, this one changes nothing. It asks now and
   * then instead of waiting for the lock: a connection that waits is one less for everybody else.
   */
  async #appendAlone({ writer, member }: Batch): Promise<void> {
    const startedAt = this.#clock.now();
    let lockedWaitMs = FIRST_LOCKED_RETRY_MS;
    let faultWaitMs = FIRST_RETRY_MS;
    while (!writer.stop) {
      let waitMs = lockedWaitMs;
      try {
        const [result] = await this.#log.append([member]);
        if (result && result.status !== 'locked') return writer.settle(result);
        lockedWaitMs = Math.min(lockedWaitMs * 2, MAX_LOCKED_RETRY_MS);
      } catch (error) {
        this.#onError(error);
        if (!this.#isPassing(error)) break;
        waitMs = faultWaitMs;
        faultWaitMs = Math.min(faultWaitMs * 2, MAX_RETRY_MS);
      }
      if (this.#clock.now() - startedAt > this.#giveUpMs) break;
      await sleep(this.#clock, waitMs);
    }
    writer.settle({ status: 'failed' });
  }
}
