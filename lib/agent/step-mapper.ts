import type { Chunk } from '#lib/protocol/chunk.ts';
import type { OverlapTrimmer } from './overlap-trimmer.ts';

/** No provider's own tools come near it; a model that makes up a name may. */
const MAX_TOOL_NAME_CHARS = 200;

/**
 * Gives the chunks of one model call ids that are unique within the message, and lets the first text go on in the part
 * that an earlier attempt left open. [R4]
 */
export class StepMapper {
  readonly #prefix: string;
  readonly #callPrefix: string;
  readonly #trimmer: OverlapTrimmer | undefined;
  readonly #ids = new Map<string, string>();
  readonly #callIds = new Map<string, string>();
  /** First halves of characters whose second half is still to come, by part. */
  readonly #halves = new Map<string, string>();
  #openPartId: string | undefined;
  #trimmedPartId: string | undefined;

  constructor(options: {
    attempt: number;
    step: number;
    /** The open text part to go on in. */
    openPartId?: string | undefined;
    trimmer?: OverlapTrimmer | undefined;
  }) {
    this.#prefix = `${options.attempt}.${options.step}.`;
    this.#callPrefix = `t${options.attempt}-${options.step}-`;
    this.#openPartId = options.openPartId;
    this.#trimmer = options.trimmer;
  }

  map(chunk: Chunk): Chunk[] {
    switch (chunk.type) {
      case 'text-start': {
        const openPartId = this.#openPartId;
        if (openPartId === undefined) return [{ ...chunk, id: this.#rename(chunk.id) }];
        this.#openPartId = undefined;
        this.#ids.set(chunk.id, openPartId);
        this.#trimmedPartId = openPartId;
        return [];
      }
      case 'text-delta': {
        const id = this.#rename(chunk.id);
        const whole = this.#completeCharacters(id, chunk.delta);
        const delta = id === this.#trimmedPartId && this.#trimmer ? this.#trimmer.push(whole) : whole;
        return delta === '' ? [] : [{ ...chunk, id, delta }];
      }
      case 'text-end':
        return [...this.#release(this.#rename(chunk.id)), { ...chunk, id: this.#rename(chunk.id) }];
      case 'reasoning-start':
      case 'reasoning-delta':
      case 'reasoning-end':
        return [{ ...chunk, id: this.#rename(chunk.id) }];
      case 'tool-input-start':
      case 'tool-input-available':
      case 'tool-input-error': {
        const toolName = chunk.toolName.slice(0, MAX_TOOL_NAME_CHARS) || 'unnamed';
        return [{ ...chunk, toolCallId: this.#renameCall(chunk.toolCallId), toolName }];
      }
      case 'tool-input-delta':
      case 'tool-output-available':
      case 'tool-output-error':
      case 'tool-output-denied':
        return [{ ...chunk, toolCallId: this.#renameCall(chunk.toolCallId) }];
      default:
        return [chunk];
    }
  }

  /** What is held back when the call has come to its end without closing the text. */
  end(): Chunk[] {
    return this.#trimmedPartId === undefined ? [] : this.#release(this.#trimmedPartId);
  }

  /** A character may come in two deltas; its first half alone could not be stored. */
  #completeCharacters(id: string, delta: string): string {
    const text = (this.#halves.get(id) ?? '') + delta;
    const half = /[\uD800-\uDBFF]$/.exec(text)?.[0] ?? '';
    this.#halves.set(id, half);
    return half === '' ? text : text.slice(0, -1);
  }

  #release(id: string): Chunk[] {
    if (id !== this.#trimmedPartId || !this.#trimmer) return [];
    const delta = this.#trimmer.end();
    return delta === '' ? [] : [{ type: 'text-delta', id, delta }];
  }

  #rename(id: string): string {
    const known = this.#ids.get(id);
    if (known !== undefined) return known;
    // Not the provider's own: it may be long, and every delta carries it.
    const renamed = this.#prefix + this.#ids.size;
    this.#ids.set(id, renamed);
    return renamed;
  }

  /** Providers take letters, digits, `_` and `-`, and two calls of theirs in one answer may have the same id. */
  #renameCall(id: string): string {
    const known = this.#callIds.get(id);
    if (known !== undefined) return known;
    const renamed = this.#callPrefix + this.#callIds.size;
    this.#callIds.set(id, renamed);
    return renamed;
  }
}
