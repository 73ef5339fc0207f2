import { BadRequest } from './bad-request.ts';

/**
 * What goes wrong, asked for in the prompt as `[fault: <words>]`, with ` in step N` and ` times K` behind the words where
 * it is not for every step and request. `at` counts the words of this response, thoughts and tool inputs included.
 */
export type Fault =
  | { kind: 'status'; status: number; retryAfterSeconds?: number }
  | { kind: 'slow-headers'; delayMs: number }
  | { kind: 'slow'; wordsPerSecond: number }
  | { kind: 'stall' | 'cut' | 'end' | 'error' | 'length' | 'malformed' | 'unknown-part'; at: number }
  | { kind: 'insert'; at: number; text: string }
  | { kind: 'endless' | 'split-utf8' | 'finish-twice' | 'content-after-finish' };

export interface FaultOrder {
  fault: Fault;
  /** How many requests with this prompt it applies to. */
  times: number;
  /** The only step it applies to. */
  step?: number;
}

/** Faults that need no place stand here. */
const DEFAULT_AT = 3;

const grammar: readonly [RegExp, (...captured: string[]) => Fault][] = [
  [/^([45]\d\d)$/, (status) => ({ kind: 'status', status: Number(status) })],
  [
    /^([45]\d\d) retry-after (\d+)$/,
    (status, seconds) => ({ kind: 'status', status: Number(status), retryAfterSeconds: Number(seconds) }),
  ],
  [/^slow-headers ([\d.]+)s$/, (seconds) => ({ kind: 'slow-headers', delayMs: Number(seconds) * 1000 })],
  [/^slow ([\d.]+) per second$/, (rate) => ({ kind: 'slow', wordsPerSecond: Number(rate) })],
  [/^stall at (\d+)$/, (at) => ({ kind: 'stall', at: Number(at) })],
  [/^cut at (\d+)$/, (at) => ({ kind: 'cut', at: Number(at) })],
  [/^end at (\d+)$/, (at) => ({ kind: 'end', at: Number(at) })],
  [/^error at (\d+)$/, (at) => ({ kind: 'error', at: Number(at) })],
  [/^length at (\d+)$/, (at) => ({ kind: 'length', at: Number(at) })],
  [/^malformed at (\d+)$/, (at) => ({ kind: 'malformed', at: Number(at) })],
  [/^unknown part$/, () => ({ kind: 'unknown-part', at: DEFAULT_AT })],
  [/^nul$/, () => ({ kind: 'insert', at: DEFAULT_AT, text: '\0' })],
  [/^lone-surrogate$/, () => ({ kind: 'insert', at: DEFAULT_AT, text: '\uD83D' })],
  [
    /^(\d+)mb token$/,
    (mb) => ({ kind: 'insert', at: DEFAULT_AT, text: ` ${'x'.repeat(Number(mb) * 1_000_000)}` }),
  ],
  [/^endless$/, () => ({ kind: 'endless' })],
  [/^split-utf8$/, () => ({ kind: 'split-utf8' })],
  [/^finish twice$/, () => ({ kind: 'finish-twice' })],
  [/^content after finish$/, () => ({ kind: 'content-after-finish' })],
];

const faultPattern = /\[fault:([^\]]*)\]/gi;

/** The prompt as a person would have written it. */
export function stripFaults(prompt: string): string {
  return prompt.replace(faultPattern, '').trim();
}

/** Throws BadRequest for words it does not know, so that a misspelt test can't pass by testing nothing. */
export function findFaultOrders(prompt: string): FaultOrder[] {
  return Array.from(prompt.matchAll(faultPattern), (match) => {
    const words = (match[1] ?? '').trim().toLowerCase();
    const [rest = '', times] = words.split(/ times (?=\d+$)/);
    const [what = '', step] = rest.split(/ in step (?=\d+$)/);
    return {
      fault: parseFault(what.trim()),
      times: times === undefined ? Infinity : Number(times),
      ...(step !== undefined && { step: Number(step) }),
    };
  });
}

function parseFault(words: string): Fault {
  for (const [pattern, build] of grammar) {
    const match = pattern.exec(words);
    if (match) return build(...match.slice(1));
  }
  throw new BadRequest(400, `cannot obey fault: "${words}" is not one`);
}
