import type { ModelMessage } from 'ai';
import { createContinuePrompt } from '#lib/base/continue-prompt.ts';
import type { Message, Part } from '#lib/protocol/message.ts';
import type { ModelCapabilities } from '../models/capabilities.ts';
import { OverlapTrimmer } from '../overlap-trimmer.ts';
import { applyCompactions } from './apply-compactions.ts';
import { joinMessages } from './join-messages.ts';
import { spellOutCalls } from './spell-out-calls.ts';
import { hasInput } from './step-messages.ts';
import { toAnswer, toModelMessages, toSummaryMessages } from './to-model-messages.ts';

/** Shorter repetitions happen by chance. */
const MIN_OVERLAP_CHARS = 12;

export interface PromptSource {
  /** The branch that is answered, oldest first. */
  readonly history: readonly Message[];
  /** What the run has written so far. */
  readonly own: readonly Part[];
  readonly capabilities: Pick<ModelCapabilities, 'prefill'>;
  /** `provider:model` that is about to be called. */
  readonly model: string;
  /** Those of this call. */
  readonly tools: readonly object[];
}

export interface StepPrompt {
  readonly messages: ModelMessage[];
  /** For a continuation: takes off what the model says again. */
  readonly trimmer?: OverlapTrimmer;
}

/**
 * What a model is given for its next step, from the log alone: the conversation as compactions left it, the finished
 * steps of this answer with a result for each call, and the request to go on with a step that was broken off. [R4]
 */
export function buildPrompt({ history, own, capabilities, model, tools }: PromptSource): StepPrompt {
  const compacted = applyCompactions(history, own);
  const { finished, partial } = splitPartial(compacted.own);
  const given = [
    ...toSummaryMessages(compacted.summary),
    ...compacted.history.flatMap((message) => toModelMessages(message, model)),
    ...toAnswer(finished, true),
  ];
  const messages = tools.length > 0 ? given : spellOutCalls(given);
  if (partial === '') return { messages: joinMessages(messages) };
  // Providers refuse white space alone, and a prefill that ends in it; the model then writes that white space itself.
  const text = partial.trimEnd();
  if (text === '') return { messages: joinMessages(messages), trimmer: new OverlapTrimmer(partial, 1) };
  if (capabilities.prefill) {
    return {
      messages: joinMessages([...messages, { role: 'assistant', content: text }]),
      trimmer: new OverlapTrimmer(partial.slice(text.length), 1),
    };
  }
  return {
    messages: joinMessages([
      ...messages,
      { role: 'assistant', content: partial },
      { role: 'user', content: createContinuePrompt(partial) },
    ]),
    trimmer: new OverlapTrimmer(partial, MIN_OVERLAP_CHARS),
  };
}

/** The text of a step that was broken off; a step whose calls came whole counts as finished. */
function splitPartial(own: readonly Part[]): { finished: readonly Part[]; partial: string } {
  const start = own.findLastIndex((part) => part.type === 'step-start');
  const step = own[start];
  const open = own.slice(start + 1);
  const isOpen = step?.type === 'step-start' && step.state !== 'done';
  if (!isOpen || open.some((part) => part.type === 'dynamic-tool' && hasInput(part))) {
    return { finished: own, partial: '' };
  }
  const partial = open.map((part) => (part.type === 'text' ? part.text : '')).join('');
  return { finished: own.slice(0, start), partial };
}
