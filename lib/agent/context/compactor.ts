import { SUMMARY_INSTRUCTIONS } from '#lib/base/summary-prompt.ts';
import type { Chunk } from '#lib/protocol/chunk.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import type { Message, Part } from '#lib/protocol/message.ts';
import { applyCompactions } from './apply-compactions.ts';
import { findNewestCall, findOlderCall, findSummaryCut } from './compaction-points.ts';
import { Fitting, type CompactionContent } from './fitting.ts';
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
/** Where the window has room for it. Reasoning counts as output, too. */
const MAX_SUMMARY_TOKENS = 16_000;
/** Of the window, after a summary: so that the next step does not need one again. */
const SUMMARY_TARGET = 0.5;
/** Of the window, for what is to be summarised: an estimate is all that is known of it. */
const RECORD_SHARE = 0.9;

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
    if (fitting.isDone) return toResult(fitting);
    fitting.tryContent(shrinkThrough(findOlderCall(input.history, input.own)));
    if (fitting.isDone) return toResult(fitting);
    const summary = await this.#summarise(input, meter, fitting);
    if (summary === 'aborted') return { status: 'aborted' };
    fitting.tryContent(summary);
    if (!fitting.isDone) fitting.tryContent(shrinkThrough(findNewestCall(input.own)));
    return fitting.isDone ? toResult(fitting) : { status: 'full' };
  }

  async #summarise(
    input: FitInput,
    meter: PromptMeter,
    fitting: Fitting,
  ): Promise<CompactionContent | undefined | 'aborted'> {
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
      maxOutputTokens: Math.min(MAX_SUMMARY_TOKENS, input.capabilities.contextWindow - meter.window),
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

const toResult = ({ own, chunks }: Fitting): FitResult => ({ status: 'fits', own, chunks });

function shrinkThrough(
  place: { throughMessageId?: string; throughToolCallId: string } | undefined,
): CompactionContent | undefined {
  return place && { ...place, summary: OUTPUT_NOTE };
}

function toDropNote(messages: readonly Message[], earlier: string | undefined): string {
  const count =
    messages.length === 1 ? 'One earlier message was' : `${messages.length} earlier messages were`;
  const note = `${count} left out because they did not fit any more. They could not be summarised.`;
  return earlier === undefined ? note : `${earlier}\n\n${note}`;
}
