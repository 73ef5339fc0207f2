import { continueScript, continueWithOverlap } from './continuation.ts';
import type { Task } from './conversation.ts';
import { tokensOf, type Script } from './script.ts';
import type { PartHead } from './wire-format.ts';

/** What is said and done until the next results are needed. */
export type Step = readonly StepPart[];
export type StepPart =
  | { kind: 'text'; script: Script }
  | { kind: 'reasoning'; text: string }
  | { kind: 'call'; name: string; input: unknown };

/** One word of one part. The words of a part share one `head` object. */
export interface Token {
  head: PartHead;
  text: string;
}

/** All of a step, or what is left of it after the text that stands already; its thoughts are not thought again. */
export function* toTokens(step: Step, task: Task): Generator<Token> {
  const goesOn = task.kind === 'prefill' || task.kind === 'continue';
  const hasText = step.some((part) => part.kind === 'text');
  // The step has no text of its own, but some stands there: only its overlap is said.
  if (goesOn && !hasText && task.kind === 'continue') {
    yield* toPart({ kind: 'text' }, tokensOf(task.answered.slice(-OVERLAP_CHARS)));
  }
  for (const part of step) {
    if (part.kind === 'text') yield* toPart({ kind: 'text' }, toWords(part.script, task));
    else if (part.kind === 'call') {
      yield* toPart({ kind: 'call', name: part.name }, tokensOf(JSON.stringify(part.input)));
    } else if (!goesOn) yield* toPart({ kind: 'reasoning' }, tokensOf(part.text));
  }
}

const OVERLAP_CHARS = 40;

function toWords(script: Script, task: Task): Iterator<string> {
  if (task.kind === 'prefill') return continueScript(script, task.answered);
  return task.kind === 'continue' ? continueWithOverlap(script, task.answered) : script.tokensFrom(0);
}

function* toPart(head: PartHead, words: Iterator<string>): Generator<Token> {
  for (let next = words.next(); !next.done; next = words.next()) yield { head, text: next.value };
}
