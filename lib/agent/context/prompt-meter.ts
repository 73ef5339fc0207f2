import { estimateTokens } from '#lib/base/estimate-tokens.ts';
import type { Message, Part } from '#lib/protocol/message.ts';
import { buildPrompt, type PromptSource } from './build-prompt.ts';

/** The answer's share of the window: what reasoning and a long text may take. */
const MAX_RESERVED_TOKENS = 128_000;
const RESERVED_SHARE = 0.25;
/** An estimate is never further off than this; a report that says so is of another prompt. */
const MAX_FACTOR = 3;

export interface MeteredPrompt extends Omit<PromptSource, 'capabilities' | 'tools'> {
  readonly capabilities: PromptSource['capabilities'] & { readonly contextWindow: number };
  readonly instructions: string;
  readonly tools: readonly { name: string; description: string; inputSchema: object }[];
}

/** Measures what a model would be given, in tokens as its provider counts them, as far as that can be known here. */
export class PromptMeter {
  /** What the prompt may have, the answer's share taken off. */
  readonly window: number;
  readonly #prompt: MeteredPrompt;
  readonly #fixed: number;
  #factor: number | undefined;

  constructor(prompt: MeteredPrompt) {
    const { contextWindow } = prompt.capabilities;
    this.window = contextWindow - Math.min(MAX_RESERVED_TOKENS, contextWindow * RESERVED_SHARE);
    this.#prompt = prompt;
    const tools = prompt.tools.map(({ name, description, inputSchema }) => [name, description, inputSchema]);
    this.#fixed = estimateTokens(prompt.instructions + JSON.stringify(tools));
  }

  /** Of this branch with other parts of the run's own. */
  measure(own: readonly Part[]): number {
    return Math.ceil(this.#estimate(this.#prompt.history, own) * this.#calibrate());
  }

  /** Whether it fits even if the estimate is as wrong as it can be. */
  fitsEasily(own: readonly Part[]): boolean {
    return this.#estimate(this.#prompt.history, own) * MAX_FACTOR <= this.window;
  }

  #estimate(history: readonly Message[], own: readonly Part[]): number {
    const { messages } = buildPrompt({ ...this.#prompt, history, own });
    return this.#fixed + estimateTokens(JSON.stringify(messages));
  }

  /** Only ever upward: a window that is thought too small costs a compaction, one too large the answer. */
  #calibrate(): number {
    this.#factor ??= this.#compareWithReport();
    return this.#factor;
  }

  /** The newest step of the same model that its provider counted, against the estimate of what it was given. */
  #compareWithReport(): number {
    const { history, own, model } = this.#prompt;
    const answers = [...history.keys()].filter((index) => history[index]?.model === model).toReversed();
    const places = [
      { before: history, parts: own },
      ...answers.map((index) => ({ before: history.slice(0, index), parts: history[index]?.parts ?? [] })),
    ];
    for (const { before, parts } of places) {
      const index = parts.findLastIndex((part) => part.type === 'step-start' && part.usage?.inputTokens);
      const step = parts[index];
      if (step?.type !== 'step-start' || !step.usage?.inputTokens) continue;
      const factor = step.usage.inputTokens / this.#estimate(before, parts.slice(0, index));
      return Math.min(Math.max(factor, 1), MAX_FACTOR);
    }
    return 1;
  }
}
