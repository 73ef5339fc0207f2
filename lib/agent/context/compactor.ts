import { SUMMARY_INSTRUCTIONS } from '#lib/base/summary-prompt.ts';
import type { Chunk } from '#lib/protocol/chunk.ts';
import type { CompactionData } from '#lib/protocol/data-part.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import type { Message, Part } from '#lib/protocol/message.ts';
import { applyCompactions } from './apply-compactions.ts';
import { findNewestCall, findOlderCall, findSummaryCut } from './compaction-points.ts';
import { PromptMeter, type MeteredPrompt } from './prompt-meter.ts';
import { toModelMessages, toSummaryMessages } from './to-model-messages.ts';
import { toRecord } from './to-record.ts';
import { wrapUntrusted } from './untrusted-data.ts';

export interface SummaryRequest {
  readonly instructions: string;
  readonly prompt: string;
  readonly maxOutputTokens: number;
}

/** One model call, without retries. `aborted`: the run stops or is handed over, so nothing is to be recorded. */
export type SummaryCall = (
  request: SummaryRequest,
) => Promise<
  | { readonly status: 'complete'; readonly text: string; readonly usage: Usage }
  | { readonly status: 'failed'; readonly usage: Usage }
  | { readonly status: 'aborted' }
>;

export interface FitInput extends MeteredPrompt {
  readonly callModel: SummaryCall;
}

export type FitResult =
  /** `own` has the chunks already; push and flush them before the step, so that others find them in the log. */
  | { readonly status: 'fits'; readonly own: readonly Part[]; readonly chunks: readonly Chunk[] }
  /** Nothing is left to take away: the run ends with the code `context-full`. */
  | { readonly status: 'full' }
  | { readonly status: 'aborted' };

const OUTPUT_NOTE = 'This output was left out to make room. Call the tool again if it is still needed.';
const MAX_SUMMARY_CHARS = 20_000;
/** Reasoning counts as output, too. */
const MAX_SUMMARY_TOKENS = 16_000;
/** Of the window, after a summary: so that the next step does not need one again. */
const SUMMARY_TARGET = 0.5;
/** Of the window, for what is to be summarised: an estimate is all that is known of it. */
const RECORD_SHARE = 0.9;

type Content = Omit<CompactionData, 'tokensBefore' | 'tokensAfter'>;

/**
 * Keeps what a model is given within its window, by compactions that are recorded in the log. What can be had again
 * goes first: older tool outputs, then older messages for a summary, at last the newest outputs. The instructions, the
 * newest message of a user and the calls themselves always stay.
 */
export class Compactor {
  async fit(input: FitInput): Promise<FitResult> {
    const meter = new PromptMeter(input);
    if (meter.fitsEasily(input.own)) return { status: 'fits', own: input.own, chunks: [] };
    const fitting = new Fitting(meter, input.own);
    if (fitting.isDone) return fitting.result;
    fitting.tryContent(shrinkThrough(findOlderCall(input.history, input.own)));
    if (fitting.isDone) return fitting.result;
    const summary = await this.#summarise(input, meter, fitting);
    if (summary === 'aborted') return { status: 'aborted' };
    fitting.tryContent(summary);
    if (!fitting.isDone) fitting.tryContent(shrinkThrough(findNewestCall(input.own)));
    return fitting.isDone ? fitting.result : { status: 'full' };
  }

  async #summarise(
    input: FitInput,
    meter: PromptMeter,
    fitting: Fitting,
  ): Promise<Content | undefined | 'aborted'> {
    const given = applyCompactions(input.history, fitting.own);
    const fits = (throughMessageId: string) =>
      fitting.measureWith({ throughMessageId, summary: '' }) <= meter.window * SUMMARY_TARGET;
    const cut = findSummaryCut(given.history, fits);
    const last = given.history[cut - 1];
    if (!last) return undefined;
    const older = given.history.slice(0, cut);
    const messages = [
      ...toSummaryMessages(given.summary),
      ...older.flatMap((message) => toModelMessages(message, input.model)),
    ];
    const reply = await input.callModel({
      instructions: SUMMARY_INSTRUCTIONS,
      prompt: wrapUntrusted(toRecord(messages, meter.window * RECORD_SHARE)),
      maxOutputTokens: MAX_SUMMARY_TOKENS,
    });
    if (reply.status === 'aborted') return 'aborted';
    const text = reply.status === 'complete' ? reply.text.trim() : '';
    const summary = text === '' ? toDropNote(older, given.summary) : text;
    return {
      throughMessageId: last.id,
      summary: summary.slice(0, MAX_SUMMARY_CHARS).toWellFormed(),
      usage: reply.usage,
    };
  }
}

/** What is left out so far, and how much is left. */
class Fitting {
  readonly #meter: PromptMeter;
  readonly #chunks: Extract<Chunk, { type: 'data-compaction' }>[] = [];
  #own: readonly Part[];
  #tokens: number;

  constructor(meter: PromptMeter, own: readonly Part[]) {
    this.#meter = meter;
    this.#own = own;
    this.#tokens = meter.measure(own);
  }

  get own(): readonly Part[] {
    return this.#own;
  }

  get isDone(): boolean {
    return this.#tokens <= this.#meter.window;
  }

  get result(): FitResult {
    return { status: 'fits', own: this.#own, chunks: this.#chunks };
  }

  measureWith(content: Content): number {
    return this.#meter.measure([...this.#own, this.#toChunk(content, 0)]);
  }

  /** Takes it where it makes the prompt smaller. */
  tryContent(content: Content | undefined): void {
    if (!content) return;
    const tokensAfter = this.measureWith(content);
    if (tokensAfter >= this.#tokens) return;
    const chunk = this.#toChunk(content, tokensAfter);
    this.#chunks.push(chunk);
    this.#own = [...this.#own, chunk];
    this.#tokens = tokensAfter;
  }

  #toChunk(content: Content, tokensAfter: number): Extract<Chunk, { type: 'data-compaction' }> {
    const number = this.#own.filter((part) => part.type === 'data-compaction').length + 1;
    const data = { ...content, tokensBefore: this.#tokens, tokensAfter };
    return { type: 'data-compaction', id: `compaction-${number}`, data };
  }
}

function shrinkThrough(
  place: { throughMessageId?: string; throughToolCallId: string } | undefined,
): Content | undefined {
  return place && { ...place, summary: OUTPUT_NOTE };
}

function toDropNote(messages: readonly Message[], earlier: string | undefined): string {
  const count =
    messages.length === 1 ? 'One earlier message was' : `${messages.length} earlier messages were`;
  const note = `${count} left out because they did not fit any more. They could not be summarised.`;
  return earlier === undefined ? note : `${earlier}\n\n${note}`;
}
