import type { Chunk } from '#lib/protocol/chunk.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import type { Message, Part } from '#lib/protocol/message.ts';
import type { ModelCapabilities } from '../models/capabilities.ts';

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

export interface FitInput {
  readonly history: readonly Message[];
  readonly own: readonly Part[];
  readonly instructions: string;
  /** Names, descriptions and schemas, as they are sent with each call. */
  readonly tools: readonly {
    readonly name: string;
    readonly description: string;
    readonly inputSchema: object;
  }[];
  readonly capabilities: Pick<ModelCapabilities, 'contextWindow' | 'prefill'>;
  readonly model: string;
  readonly callModel: SummaryCall;
}

export type FitResult =
  /** `own` has the chunks already; push and flush them before the step, so that others find them in the log. */
  | { readonly status: 'fits'; readonly own: readonly Part[]; readonly chunks: readonly Chunk[] }
  /** Nothing is left to take away: the run ends with the code `context-full`. */
  | { readonly status: 'full' }
  | { readonly status: 'aborted' };

/** Keeps what a model is given within its window, by compactions that are recorded in the log. */
export class Compactor {
  async fit({ own }: FitInput): Promise<FitResult> {
    return { status: 'fits', own, chunks: [] };
  }
}
