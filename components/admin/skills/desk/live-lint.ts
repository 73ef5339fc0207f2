import type { ActionResult } from '#lib/protocol/action-result.ts';
import type { Files, Finding, SkillLimits } from '../skill-view.ts';
import { fitsRequest, tooMuchText, toLintable } from './fit-request.ts';

const QUIET_MS = 400;

export type LintResult =
  | { readonly status: 'checked'; readonly findings: readonly Finding[] }
  /** The server did not answer: what was found before may be old. */
  | { readonly status: 'failed'; readonly why: string };

/** Asks the linter once the typing pauses. Of answers that overtake each other only the newest is told. */
export class LiveLint {
  readonly #ask: (files: Files) => Promise<ActionResult<readonly Finding[]>>;
  readonly #limits: SkillLimits;
  readonly #onResult: (result: LintResult) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;

  constructor(dependencies: {
    ask: (files: Files) => Promise<ActionResult<readonly Finding[]>>;
    limits: SkillLimits;
    onResult: (result: LintResult) => void;
  }) {
    this.#ask = dependencies.ask;
    this.#limits = dependencies.limits;
    this.#onResult = dependencies.onResult;
  }

  schedule(files: Files): void {
    this.#round++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(files), QUIET_MS);
  }

  stop(): void {
    this.#round++;
    clearTimeout(this.#timer);
  }

  async #check(files: Files): Promise<void> {
    const round = this.#round;
    const lintable = toLintable(files, this.#limits);
    if (!fitsRequest(lintable, this.#limits))
      return this.#onResult({ status: 'checked', findings: [tooMuchText(this.#limits)] });
    const result = await this.#ask(lintable).catch(() => undefined);
    if (round !== this.#round) return;
    if (result?.ok) return this.#onResult({ status: 'checked', findings: result.value });
    const why = result?.error.message ?? 'The server could not be reached.';
    this.#onResult({ status: 'failed', why });
  }
}
