/**
 * What is said in answer to one prompt. The same prompt has the same script, in any process, so that an answer
 * broken off anywhere can be continued to exactly the same text.
 */
export interface Script {
  /** The first `length` characters. */
  prefix(length: number): string;
  /** The rest from a character on. One token is one word with the white space before it. */
  tokensFrom(offset: number): Iterator<string>;
}

export function createTextScript(text: string): Script {
  return {
    prefix: (length) => text.slice(0, length),
    tokensFrom: (offset) => tokensOf(text.slice(offset)),
  };
}

/** White space at the very end belongs to the last word, so that the tokens always add up to the text. */
export function* tokensOf(text: string): Generator<string> {
  for (const match of text.matchAll(/\s*\S+(?:\s+$)?|^\s+$/g)) yield match[0];
}
