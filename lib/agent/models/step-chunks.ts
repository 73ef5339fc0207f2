import {
  toUIMessageChunk,
  TypeValidationError,
  type LanguageModelStreamPart,
  type TextStreamPart,
  type ToolSet,
} from 'ai';
import { chunkSchema, type Chunk } from '#lib/protocol/chunk.ts';

const chunkTypes: ReadonlySet<string> = new Set(
  chunkSchema.options.flatMap((option) => [...option.shape.type.values]),
);

/**
 * Turns the parts of one model call into chunks, drops what has no place in a message and counts what is out of
 * order. The end of a text is held back until more follows or the call is over: a provider package closes the text
 * before it reports that the answer was broken off, and a text that is to be continued has to stay open. [R4]
 */
export class StepChunks {
  #open = new Set<string>();
  #heldEnd: Chunk[] = [];
  /** Content of parts that are not open, and events of kinds nobody knows. */
  ignored = 0;

  /** None to two chunks. */
  next(part: LanguageModelStreamPart): readonly Chunk[] {
    const chunk = this.#toChunk(part);
    if (!chunk) return [];
    const chunks = this.#heldEnd.length === 0 ? [chunk] : [...this.#heldEnd, chunk];
    this.#heldEnd = [];
    if (chunk.type === 'text-end') this.#heldEnd = chunks.splice(-1);
    return chunks;
  }

  /** What was held back, for a call that came to its end. */
  end(): readonly Chunk[] {
    return this.#heldEnd.splice(0);
  }

  /** Whether an error part is only an event of an unknown kind, which clients are asked to pass over. */
  ignore(error: unknown): boolean {
    const unknown = TypeValidationError.isInstance(error) && isUnknownEvent(error.value);
    if (unknown) this.ignored += 1;
    return unknown;
  }

  #toChunk(part: LanguageModelStreamPart): Chunk | undefined {
    switch (part.type) {
      case 'text-delta':
      case 'reasoning-delta':
        if (!this.#open.has(part.id)) return this.#drop();
        return toDelta(part);
      case 'text-start':
      case 'reasoning-start':
        if (this.#open.has(part.id)) return this.#drop();
        this.#open.add(part.id);
        return convert(part);
      case 'text-end':
      case 'reasoning-end':
        return this.#open.delete(part.id) ? convert(part) : this.#drop();
      case 'model-call-start':
      case 'model-call-response-metadata':
      case 'model-call-end':
      case 'error':
        return undefined;
      default:
        return convert(part);
    }
  }

  #drop(): undefined {
    this.ignored += 1;
    return undefined;
  }
}

/** A delta of no text may carry what the part is worthless without: the signature of a thought. */
function toDelta({
  type,
  id,
  text: delta,
  providerMetadata,
}: Extract<LanguageModelStreamPart, { type: 'text-delta' | 'reasoning-delta' }>): Chunk | undefined {
  if (providerMetadata) return { type, id, delta, providerMetadata };
  return delta === '' ? undefined : { type, id, delta };
}

function convert(part: TextStreamPart<ToolSet>): Chunk | undefined {
  const chunk = toUIMessageChunk(part, { sendSources: true });
  // Cast: our chunks are AI SDK's of these types.
  return chunk && chunkTypes.has(chunk.type) ? (chunk as Chunk) : undefined;
}

/** The events of Anthropic's stream; the other packages let unknown ones pass by themselves. */
const knownEvents: ReadonlySet<unknown> = new Set([
  'message_start',
  'message_delta',
  'message_stop',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'error',
]);

function isUnknownEvent(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'type' in event && !knownEvents.has(event.type);
}
