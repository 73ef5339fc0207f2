/** The part of a logger that warns. */
export interface WarningLogger {
  warn(fields: object, text: string): void;
}

const MAX_KNOWN = 2_000;

/** Says the same thing once, though every run finds it again. */
export class Warnings {
  readonly #logger: WarningLogger;
  readonly #said = new Set<string>();

  constructor(logger: WarningLogger) {
    this.#logger = logger;
  }

  warn(about: string, fields: object, text: string): void {
    if (this.#said.has(about)) return;
    // Strangers choose what there is to warn of, so what is remembered has a bound.
    if (this.#said.size >= MAX_KNOWN) this.#said.clear();
    this.#said.add(about);
    this.#logger.warn(fields, text);
  }

  /** It is well again: the next time is news. */
  clear(about: string): void {
    this.#said.delete(about);
  }
}
