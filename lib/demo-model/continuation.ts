import { createRandom, hashText } from './random.ts';
import { tokensOf, type Script } from './script.ts';

const MIN_OVERLAP_CHARS = 12;
const MAX_OVERLAP_CHARS = 60;
/** How much of an answer's end must be found again when the whole of it is not the script's beginning. */
const ANCHOR_CHARS = 24;

/** The tokens that are still to be said after `answered`. */
export function continueScript(script: Script, answered: string): Iterator<string> {
  const offset = findOffset(script, answered);
  return offset === undefined ? concat(['\n\n'], script.tokensFrom(0)) : script.tokensFrom(offset);
}

/**
 * The same, after the last words of `answered` once more, as models do that are asked to go on: 12 to 61 characters
 * (all of a shorter answer), beginning anywhere in a word. How many depends on the text alone.
 */
export function continueWithOverlap(script: Script, answered: string): Iterator<string> {
  const random = createRandom(hashText(answered))();
  const chars = MIN_OVERLAP_CHARS + Math.floor(random * (MAX_OVERLAP_CHARS - MIN_OVERLAP_CHARS + 1));
  const start = Math.max(0, answered.length - chars);
  // Whole characters: a surrogate pair is not begun in its middle.
  const whole = /^[\uDC00-\uDFFF]/.test(answered.slice(start)) ? Math.max(0, start - 1) : start;
  return concat(tokensOf(answered.slice(whole)), continueScript(script, answered));
}

function* concat(first: Iterable<string>, second: Iterator<string>): Generator<string> {
  yield* first;
  for (let next = second.next(); !next.done; next = second.next()) yield next.value;
}

/**
 * Where the script goes on. Storage may have changed what was said: NUL and lone surrogates replaced, white space
 * trimmed. Then the answer's last characters say where it stands.
 */
function findOffset(script: Script, answered: string): number | undefined {
  if (script.prefix(answered.length) === answered) return answered.length;
  const readable = answered
    .replace(/[\0\uFFFD]/g, '')
    .toWellFormed()
    .replaceAll('\uFFFD', '');
  if (script.prefix(readable.length) === readable) return readable.length;
  const anchor = readable.slice(-ANCHOR_CHARS);
  const found = script.prefix(answered.length + ANCHOR_CHARS).lastIndexOf(anchor);
  return found === -1 ? undefined : found + anchor.length;
}
