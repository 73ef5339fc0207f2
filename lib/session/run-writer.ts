import type { Chunk } from '#lib/protocol/chunk.ts';
import type { EventBody } from '#lib/protocol/event.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import { MAX_EVENT_BYTES } from '#lib/protocol/limits.ts';
import { pushCoalesced } from '#lib/state/coalesce.ts';
import type { AppendMember, AppendResult } from './event-log.ts';
import type { NewEvent } from './session-control.ts';

/** Why nothing more of a run can be written here. `failed`: the log can't be reached; another worker will take over. */
export type WriterStop = 'cancelled' | 'fenced' | 'failed';

// A delta that long may not fit one event when every character is escaped in JSON.
const MAX_DELTA_CHARS = MAX_EVENT_BYTES / 6 - 500;
/** A producer waits while this much of it is not committed. */
const MAX_PENDING_CHARS = 1_000_000;

/**
 * One run's way into the log: what is pushed while a batch is under way is coalesced into the next. At most one batch
 * of a run is under way, so its order is the order of the pushes.
 */
export class RunWriter {
  readonly sessionId: string;
  readonly runId: string;
  readonly #runEpoch: number;
  readonly #actor: Actor;
  readonly #onPending: (writer: RunWriter) => void;
  #after: number;
  #chunks: Chunk[] = [];
  #events: NewEvent[] = [];
  /** Of the chunks that are to become one event. */
  #openChars = 0;
  #chars = 0;
  #underWay: AppendMember | undefined;
  #stop: WriterStop | undefined;
  #waiters: (() => void)[] = [];
  #stopController = new AbortController();

  constructor(options: {
    sessionId: string;
    runId: string;
    runEpoch: number;
    /** Seq of the last event of the run that the log has. */
    after: number;
    actor: Actor;
    onPending: (writer: RunWriter) => void;
  }) {
    this.sessionId = options.sessionId;
    this.runId = options.runId;
    this.#runEpoch = options.runEpoch;
    this.#after = options.after;
    this.#actor = options.actor;
    this.#onPending = options.onPending;
  }

  get stop(): WriterStop | undefined {
    return this.#stop;
  }

  /** Aborts when the writer stops, with the reason. */
  get stopped(): AbortSignal {
    return this.#stopController.signal;
  }

  push(chunk: Chunk): void {
    if (this.#stop) return;
    for (const piece of splitDelta(chunk)) {
      const chars = sizeOf(piece);
      // Together they would grow into one event that is too large.
      if (this.#openChars + chars > MAX_DELTA_CHARS) this.#sealChunks();
      pushCoalesced(this.#chunks, piece);
      this.#openChars += chars;
      this.#chars += chars;
    }
    this.#onPending(this);
  }

  /** An event of the run other than content, in order with the chunks around it. */
  pushEvent(event: Extract<EventBody, { type: 'tool-start' | 'steer-consume' }>): void {
    if (this.#stop) return;
    this.#sealChunks();
    this.#events.push({ ...event, actor: this.#actor });
    this.#onPending(this);
  }

  /** Resolves when all that was pushed is committed, or the writer has stopped. */
  async flush(): Promise<void> {
    while (!this.#stop && (this.#underWay || this.#hasPending())) await this.#nextSettlement();
  }

  get hasRoom(): boolean {
    return this.#chars <= MAX_PENDING_CHARS;
  }

  /** The run's writer itself put events into the log by another way, up to this seq. */
  advance(seq: number): void {
    this.#after = Math.max(this.#after, seq);
  }

  /** Resolves when there is room for more. */
  async ready(): Promise<void> {
    while (!this.#stop && !this.hasRoom) await this.#nextSettlement();
  }

  /** The next batch, or the one under way again when its answer was lost. For the committer. */
  take(): AppendMember | undefined {
    if (this.#stop || this.#underWay || !this.#hasPending()) return undefined;
    this.#sealChunks();
    const { sessionId, runId } = this;
    this.#underWay = { sessionId, runId, runEpoch: this.#runEpoch, after: this.#after, events: this.#events };
    this.#events = [];
    this.#chars = 0;
    return this.#underWay;
  }

  /** The answer to the batch under way. For the committer. */
  settle(result: Exclude<AppendResult, { status: 'locked' }> | { status: 'failed' }): void {
    this.#underWay = undefined;
    if (result.status === 'ok') this.#after = result.events.at(-1)?.seq ?? this.#after;
    else this.#end(result.status);
    for (const wake of this.#waiters.splice(0)) wake();
    if (this.#hasPending()) this.#onPending(this);
  }

  /** Somebody learned by another way that the run is not to be written any more: a heartbeat, or a cancel. */
  halt(reason: WriterStop): void {
    this.#end(reason);
    for (const wake of this.#waiters.splice(0)) wake();
  }

  #end(reason: WriterStop): void {
    if (this.#stop) return;
    this.#stop = reason;
    this.#chunks = [];
    this.#events = [];
    this.#stopController.abort(reason);
  }

  #hasPending(): boolean {
    return this.#chunks.length > 0 || this.#events.length > 0;
  }

  #sealChunks(): void {
    if (this.#chunks.length === 0) return;
    this.#events.push({ type: 'run-chunk', runId: this.runId, chunks: this.#chunks, actor: this.#actor });
    this.#chunks = [];
    this.#openChars = 0;
  }

  #nextSettlement(): Promise<void> {
    return new Promise((resolve) => this.#waiters.push(resolve));
  }
}

/** Characters of its content; of the JSON where that is the content. */
function sizeOf(chunk: Chunk): number {
  switch (chunk.type) {
    case 'text-delta':
    case 'reasoning-delta':
      return chunk.delta.length;
    case 'tool-input-delta':
      return chunk.inputTextDelta.length;
    case 'tool-input-available':
    case 'tool-input-error':
      return JSON.stringify(chunk.input ?? null).length;
    case 'tool-output-available':
      return JSON.stringify(chunk.output ?? null).length;
    case 'tool-output-error':
      return chunk.errorText.length;
    default:
      return 0;
  }
}

/** One stored event holds at most 64 kB: a longer delta becomes several, never within a surrogate pair. */
function splitDelta(chunk: Chunk): Chunk[] {
  if (sizeOf(chunk) <= MAX_DELTA_CHARS) return [chunk];
  if (chunk.type === 'text-delta' || chunk.type === 'reasoning-delta')
    return splitText(chunk.delta).map((delta) => ({ ...chunk, delta }));
  if (chunk.type === 'tool-input-delta')
    return splitText(chunk.inputTextDelta).map((inputTextDelta) => ({ ...chunk, inputTextDelta }));
  return [chunk];
}

function splitText(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > 0) {
    const splitsPair = /[\uD800-\uDBFF]/.test(rest.charAt(MAX_DELTA_CHARS - 1));
    const end = splitsPair ? MAX_DELTA_CHARS - 1 : MAX_DELTA_CHARS;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return pieces;
}
