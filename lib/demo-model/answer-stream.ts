import type { ServerResponse } from 'node:http';
import type { Clock } from '#lib/base/clock.ts';
import type { Fault } from './faults.ts';
import { writeSplit } from './split-write.ts';
import type { Token } from './step.ts';
import { malformedFrame, type Finish, type Frames, type PartHead } from './wire-format.ts';

export interface AnswerStreamOptions {
  response: ServerResponse;
  frames: Frames;
  tokens: Iterator<Token>;
  /** The time before the first word, then the gaps between words, in milliseconds. */
  thinkMs: number;
  nextGapMs: () => number;
  maxTokens: number;
  inputTokens: number;
  faults: readonly Fault[];
  clock: Clock;
}

/** Words that are due together go out in one write; more than this wait for the next turn of the event loop. */
const MAX_WORDS_PER_WRITE = 256;

/**
 * Says one answer at its pace. Words are due at fixed times from the start, so a late timer is made up for and the
 * rate holds; a reader that does not keep up makes it wait, and gets no burst afterwards. Holds one timer at a time,
 * and nothing at all once the connection is closed, by whomever.
 */
export class AnswerStream {
  #options: AnswerStreamOptions;
  #faults: readonly Fault[];
  #upcoming: IteratorResult<Token>;
  #head: PartHead;
  #sent = 0;
  #thought = 0;
  #calls = 0;
  #dueAtMs: number;
  #cancelTimer = () => {};
  #closed = false;

  constructor(options: AnswerStreamOptions) {
    this.#options = options;
    this.#faults = options.faults;
    this.#upcoming = options.tokens.next();
    this.#head = this.#upcoming.done ? { kind: 'text' } : this.#upcoming.value.head;
    this.#dueAtMs = options.clock.now() + options.thinkMs;
  }

  start(): void {
    this.#options.response.on('close', () => {
      this.#closed = true;
      this.#cancelTimer();
    });
    this.#write(this.#options.frames.open() + this.#begin(this.#head));
    this.#say();
  }

  #say = (): void => {
    if (this.#closed) return;
    const { clock, nextGapMs } = this.#options;
    const nowMs = clock.now();
    let batch = '';
    for (let words = 0; this.#dueAtMs <= nowMs && words < MAX_WORDS_PER_WRITE; words++) {
      const next = this.#next();
      batch += next.frames;
      if (next.then !== 'go-on') return this.#stop(batch, next.then);
      // The end follows the last word at once.
      if (!this.#upcoming.done) this.#dueAtMs += nextGapMs();
    }
    if (batch === '' || this.#write(batch)) {
      this.#cancelTimer = clock.after(Math.max(0, Math.ceil(this.#dueAtMs - nowMs)), this.#say);
      return;
    }
    this.#options.response.once('drain', () => {
      this.#dueAtMs = Math.max(this.#dueAtMs, clock.now());
      this.#say();
    });
  };

  #next(): { frames: string; then: 'go-on' | 'end' | 'cut' | 'stall' } {
    const { frames, tokens, maxTokens } = this.#options;
    let before = '';
    for (const fault of this.#faults) {
      if (!('at' in fault) || fault.at !== this.#sent) continue;
      if (fault.kind === 'stall' || fault.kind === 'cut') return { frames: before, then: fault.kind };
      if (fault.kind === 'end') return { frames: before, then: 'end' };
      if (fault.kind === 'error') return { frames: before + frames.failure(), then: 'end' };
      if (fault.kind === 'length') return { frames: before + this.#close('length'), then: 'end' };
      if (fault.kind === 'malformed') before += malformedFrame;
      if (fault.kind === 'unknown-part') before += frames.unknown();
      if (fault.kind === 'insert') before += frames.delta(fault.text);
    }
    if (this.#sent >= maxTokens) return { frames: before + this.#close('length'), then: 'end' };
    if (this.#upcoming.done)
      return { frames: before + this.#close(this.#calls > 0 ? 'tool-calls' : 'stop'), then: 'end' };
    const { head, text } = this.#upcoming.value;
    this.#upcoming = tokens.next();
    if (head !== this.#head) before += this.#begin(head);
    this.#sent++;
    if (head.kind === 'reasoning') this.#thought++;
    return { frames: before + frames.delta(text), then: 'go-on' };
  }

  #begin(head: PartHead): string {
    this.#head = head;
    if (head.kind === 'call') this.#calls++;
    return this.#options.frames.begin(head);
  }

  #close(reason: Finish['reason']): string {
    const { frames, inputTokens } = this.#options;
    const closing = frames.close({
      reason,
      inputTokens,
      outputTokens: this.#sent,
      reasoningTokens: this.#thought,
    });
    if (this.#has('finish-twice')) return closing + closing;
    return this.#has('content-after-finish') ? closing + frames.delta(' after-finish') : closing;
  }

  #stop(batch: string, how: 'end' | 'cut' | 'stall'): void {
    if (batch !== '') this.#write(batch);
    if (how === 'end') this.#options.response.end();
    // Sends what is written, then closes in the middle of the body.
    if (how === 'cut') this.#options.response.socket?.destroySoon();
  }

  /** Whether more may be written at once. */
  #write(text: string): boolean {
    return this.#has('split-utf8')
      ? writeSplit(this.#options.response, text)
      : this.#options.response.write(text);
  }

  #has(kind: Fault['kind']): boolean {
    return this.#faults.length > 0 && this.#faults.some((fault) => fault.kind === kind);
  }
}
