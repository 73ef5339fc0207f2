import type { Script } from './script.ts';

/** `1 2 3 ... last`, made as it is said: `last` may be any number, Infinity included. */
export function createCountScript(last: number): Script {
  function* tokensFrom(offset: number): Generator<string> {
    const { number: first, skipped } = locate(offset);
    for (let number = first; number <= last; number++) {
      yield number === first ? ` ${number}`.slice(skipped) : ` ${number}`;
    }
  }
  return {
    tokensFrom,
    prefix(length) {
      let text = '';
      for (const token of tokensFrom(0)) {
        text += token;
        if (text.length >= length) break;
      }
      return text.slice(0, length);
    },
  };
}

/** The number whose token (a space, then its digits) holds a character, and how much of the token is before it. */
function locate(offset: number): { number: number; skipped: number } {
  // As if the text began with a space: then all numbers of as many digits have tokens of one length.
  let rest = offset + 1;
  for (let digits = 1, start = 1; ; digits++, start *= 10) {
    const chars = 9 * start * (digits + 1);
    if (rest < chars)
      return { number: start + Math.floor(rest / (digits + 1)), skipped: rest % (digits + 1) };
    rest -= chars;
  }
}
