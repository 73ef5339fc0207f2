import type { Chunk } from '#lib/protocol/chunk.ts';
import { boundText, isDeep } from './bound-json.ts';

/** How much of an input that is too large is kept, to see what it was. */
const KEPT_BYTES = 2_000;

/** A tool call whose input is too large or too deep for an event failed: the model is told, and no tool sees it. */
export function boundInput(chunk: Chunk, maxBytes: number): Chunk {
  if (chunk.type !== 'tool-input-available' && chunk.type !== 'tool-input-error') return chunk;
  if (isDeep(chunk.input)) {
    const errorText = 'The input is nested too deeply.';
    return { ...chunk, type: 'tool-input-error', input: '[nested too deeply to be kept]', errorText };
  }
  const json = JSON.stringify(chunk.input) ?? 'null';
  const bytes = Buffer.byteLength(json);
  const isError = chunk.type === 'tool-input-error';
  if (bytes <= maxBytes) {
    return isError ? { ...chunk, errorText: boundText(chunk.errorText, KEPT_BYTES) } : chunk;
  }
  return {
    ...chunk,
    type: 'tool-input-error',
    input: boundText(json, KEPT_BYTES),
    errorText: isError
      ? boundText(chunk.errorText, KEPT_BYTES)
      : `The input has ${bytes} bytes, and ${maxBytes} are allowed.`,
  };
}
