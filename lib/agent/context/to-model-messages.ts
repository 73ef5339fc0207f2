import type { ModelMessage } from 'ai';
import type { Message, Part } from '#lib/protocol/message.ts';
import { textOf } from '#lib/state/selectors.ts';
import { toStepMessages } from './step-messages.ts';
import { wrapUntrusted } from './untrusted-data.ts';

/** One message of a branch. Answers that were cut off, stopped or failed say what they said. */
export function toModelMessages(message: Message, model: string): ModelMessage[] {
  if (message.role === 'system') return [];
  if (message.role === 'assistant') return toAnswer(message.parts, message.model === model);
  const content = textOf(message);
  return content.trim() === '' ? [] : [{ role: 'user', content }];
}

/** The steps of an answer, each with the results of its calls right after it. */
export function toAnswer(parts: readonly Part[], sameModel: boolean): ModelMessage[] {
  return splitSteps(parts).flatMap((step) => toStepMessages(step, sameModel));
}

function splitSteps(parts: readonly Part[]): Part[][] {
  const steps: Part[][] = [[]];
  for (const part of parts) {
    if (part.type === 'step-start') steps.push([]);
    else steps.at(-1)?.push(part);
  }
  return steps;
}

/** The model wrote the summary, but partly from others' words: what those wanted still is no order. [S10] */
export function toSummaryMessages(summary: string | undefined): ModelMessage[] {
  if (summary === undefined) return [];
  const content = `The beginning of this conversation is left out. What stands in its place:\n\n${wrapUntrusted(summary)}`;
  return [{ role: 'user', content }];
}
