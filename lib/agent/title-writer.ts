import { generateText } from 'ai';
import type { EventLog } from '#lib/session/event-log.ts';
import { decideTitle } from '#lib/session/decide/decide-session.ts';
import { MAX_TITLE_CHARS } from '#lib/protocol/limits.ts';
import { textOf } from '#lib/state/selectors.ts';
import type { ModelRegistry } from './models/registry.ts';

const titleInstructions =
  'Write a short title for the conversation that begins with this message: at most six words, no quotes, no period.';
const MAX_PROMPT_CHARS = 2_000;
const TIMEOUT_MS = 20_000;
/** Reasoning counts as output, too. The prompt is a user's: it may ask for a book. */
const MAX_OUTPUT_TOKENS = 2_000;

/**
 * Names a session after its first message, beside the answer. Best effort: a failure is reported, and the next run in
 * the session tries again. A title that is there already always wins.
 */
export class TitleWriter {
  readonly #log: EventLog;
  readonly #models: ModelRegistry;
  readonly #onError: (error: unknown) => void;
  readonly #writing = new Set<string>();

  constructor(dependencies: { log: EventLog; models: ModelRegistry; onError: (error: unknown) => void }) {
    this.#log = dependencies.log;
    this.#models = dependencies.models;
    this.#onError = dependencies.onError;
  }

  async write(sessionId: string, runId: string): Promise<void> {
    if (this.#writing.has(sessionId)) return;
    this.#writing.add(sessionId);
    try {
      const request = (await this.#log.readRun(sessionId, runId)).find(
        (event) => event.type === 'run-request',
      );
      if (!request) return;
      const branch = await this.#log.readBranch(sessionId, request.parentId);
      const first = branch.find((message) => message.role === 'user');
      if (!first) return;
      const { text } = await generateText({
        model: this.#models.requireModel(request.model).model,
        instructions: titleInstructions,
        prompt: textOf(first).slice(0, MAX_PROMPT_CHARS),
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        maxRetries: 0,
        abortSignal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const title = toTitle(text);
      if (title === '') return;
      await this.#log.transact({ sessionId }, (control) =>
        decideTitle(control, { title, agent: request.agent }),
      );
    } catch (error) {
      this.#onError(error);
    } finally {
      this.#writing.delete(sessionId);
    }
  }
}

/** One line, without the quotes that models put around titles. */
export function toTitle(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line
    .replace(/^["'“”‘’*#\s]+|["'“”‘’*.\s]+$/g, '')
    .slice(0, MAX_TITLE_CHARS)
    .trim();
}
