/**
 * How a run asks a model that can't be prefilled to go on with an answer that was broken off: the conversation, the
 * partial answer as the assistant's message, then this as the user's. The marker is a plain instruction to a real
 * model, and is what the demo model recognises the request by. Never shown to a person, never stored.
 */
export const CONTINUE_PROMPT_MARKER =
  'Continue your previous answer exactly from where it stops. Do not repeat any of it, do not comment on it.';

const TAIL_CHARS = 200;

/** The continue request for an answer that stands at `text`. Quoting its end keeps a model from starting over. */
export function createContinuePrompt(text: string): string {
  const tail = text.slice(-TAIL_CHARS);
  // A cut surrogate pair would be half a character in the request.
  const whole = /^[\uDC00-\uDFFF]/.test(tail) ? tail.slice(1) : tail;
  return `${CONTINUE_PROMPT_MARKER} It ends with:\n\n${whole}`;
}

export function isContinuePrompt(text: string): boolean {
  return text.startsWith(CONTINUE_PROMPT_MARKER);
}
