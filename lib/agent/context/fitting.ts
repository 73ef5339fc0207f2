import type { Chunk } from '#lib/protocol/chunk.ts';
import type { CompactionData } from '#lib/protocol/data-part.ts';
import type { Part } from '#lib/protocol/message.ts';
import type { PromptMeter } from './prompt-meter.ts';

export type CompactionContent = Omit<CompactionData, 'tokensBefore' | 'tokensAfter'>;
type CompactionChunk = Extract<Chunk, { type: 'data-compaction' }>;

/** What is left out so far, and how much is left. */
export class Fitting {
  readonly #meter: PromptMeter;
  readonly #chunks: CompactionChunk[] = [];
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

  get chunks(): readonly Chunk[] {
    return this.#chunks;
  }

  measureWith(content: CompactionContent): number {
    return this.#meter.measure([...this.#own, this.#toChunk(content, 0)]);
  }

  /** Takes it where it makes the prompt smaller. */
  tryContent(content: CompactionContent | undefined): void {
    if (!content) return;
    const tokensAfter = this.measureWith(content);
    if (tokensAfter >= this.#tokens) return;
    const chunk = this.#toChunk(content, tokensAfter);
    this.#chunks.push(chunk);
    this.#own = [...this.#own, chunk];
    this.#tokens = tokensAfter;
  }

  #toChunk(content: CompactionContent, tokensAfter: number): CompactionChunk {
    const number = this.#own.filter((part) => part.type === 'data-compaction').length + 1;
    const data = { ...content, tokensBefore: this.#tokens, tokensAfter };
    return { type: 'data-compaction', id: `compaction-${number}`, data };
  }
}
