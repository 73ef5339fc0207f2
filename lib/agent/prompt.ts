import type { ModelMessage } from 'ai';
import { createContinuePrompt } from '#lib/base/continue-prompt.ts';
import type { Message } from '#lib/protocol/message.ts';
import { textOf } from '#lib/state/selectors.ts';
import { OverlapTrimmer } from './overlap-trimmer.ts';

export const instructions =
  'You are the assistant of Holdfast, a chat application. Answer in Markdown, plainly and to the point.';

/** Shorter repetitions happen by chance. */
const MIN_OVERLAP_CHARS = 12;

export interface StepPrompt {
  readonly messages: ModelMessage[];
  /** For a continuation: takes off what the model says again. */
  readonly trimmer?: OverlapTrimmer;
}

/** The conversation, and the request to go on with `partial`, the text that the log holds of the answer. [R4] */
export function buildPrompt(history: readonly Message[], partial: string, canPrefill: boolean): StepPrompt {
  const messages = history.map(toModelMessage).filter((message) => message !== undefined);
  if (partial === '') return { messages };
  // Providers refuse white space alone, and a prefill that ends in it; the model then writes that white space itself.
  const text = partial.trimEnd();
  if (text === '') return { messages, trimmer: new OverlapTrimmer(partial, 1) };
  if (canPrefill) {
    return {
      messages: [...messages, { role: 'assistant', content: text }],
      trimmer: new OverlapTrimmer(partial.slice(text.length), 1),
    };
  }
  return {
    messages: [
      ...messages,
      { role: 'assistant', content: partial },
      { role: 'user', content: createContinuePrompt(partial) },
    ],
    trimmer: new OverlapTrimmer(partial, MIN_OVERLAP_CHARS),
  };
}

function toModelMessage(message: Message): ModelMessage | undefined {
  const content = textOf(message);
  // An answer that was stopped before its first word says nothing to a model, and empty content is refused.
  if (content.trim() === '' || message.role === 'system') return undefined;
  return { role: message.role, content };
}
