/** How far back a model may begin to repeat itself. A repetition of the whole text is found however long it is. */
const WINDOW_CHARS = 2_000;

/**
 * Takes what a model says again of `existing` off the front of its continuation, before anything of it is committed.
 * [R4] Text is held back only while it could still be a repetition.
 */
export class OverlapTrimmer {
  readonly #existing: string;
  readonly #tail: string;
  readonly #minChars: number;
  #held = '';
  #decided = false;

  /** A repetition shorter than `minChars` is taken for chance, unless it is all of `existing`. */
  constructor(existing: string, minChars: number) {
    this.#existing = existing;
    this.#tail = existing.slice(-WINDOW_CHARS);
    this.#minChars = minChars;
    this.#decided = existing === '';
  }

  /** What of the continuation is new, as far as that is certain by now. */
  push(text: string): string {
    if (this.#decided) return text;
    this.#held += text;
    const undecided = this.#tail.includes(this.#held) || this.#existing.startsWith(this.#held);
    return undecided ? '' : this.end();
  }

  /** Whatever is held back, without its repetition. */
  end(): string {
    this.#decided = true;
    const fresh = this.#held.slice(this.#findOverlap());
    this.#held = '';
    return fresh;
  }

  #findOverlap(): number {
    for (let length = Math.min(this.#held.length, this.#existing.length); length > 0; length--) {
      if (length < this.#minChars && length < this.#existing.length) return 0;
      if (this.#existing.endsWith(this.#held.slice(0, length))) return length;
    }
    return 0;
  }
}
