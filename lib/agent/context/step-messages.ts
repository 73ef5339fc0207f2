import type { AssistantModelMessage, ModelMessage, ToolCallPart, ToolModelMessage } from 'ai';
import type { Part, ToolPart } from '#lib/protocol/message.ts';
import { toToolOutput } from './tool-result.ts';

type AssistantContent = Exclude<AssistantModelMessage['content'], string>;
type ProviderOptions = NonNullable<ToolCallPart['providerOptions']>;

/**
 * The parts of one step as a model is given them: what the assistant said, then one result for each call. Empty when
 * there is nothing to tell. What a provider attached to its parts (signatures, encrypted reasoning) goes back to the
 * model that it came from, `sameModel`, and to no other.
 */
export function toStepMessages(parts: readonly Part[], sameModel: boolean): ModelMessage[] {
  const content: AssistantContent = [];
  const results: ToolModelMessage['content'] = [];
  for (const part of parts) {
    const options = sameModel ? toProviderOptions(part) : {};
    if (part.type === 'text' && part.text.trim() !== '') {
      content.push({ type: 'text', text: part.text, ...options });
    }
    if (part.type === 'reasoning' && sameModel && isWhole(part)) {
      content.push({ type: 'reasoning', text: part.text, ...options });
    }
    if (part.type === 'dynamic-tool' && hasInput(part)) {
      const { toolCallId, toolName } = part;
      content.push({ type: 'tool-call', toolCallId, toolName, input: toInput(part.input), ...options });
      results.push({ type: 'tool-result', toolCallId, toolName, output: toToolOutput(part) });
    }
  }
  // Reasoning that led to nothing: providers refuse an answer that is only that.
  if (!content.some((part) => part.type !== 'reasoning')) return [];
  const assistant: ModelMessage = { role: 'assistant', content };
  return results.length === 0 ? [assistant] : [assistant, { role: 'tool', content: results }];
}

/** Half an input is no call: it is dropped. */
export function hasInput(part: ToolPart): boolean {
  return part.state !== 'input-streaming' && part.input !== undefined;
}

function isWhole(part: Extract<Part, { type: 'reasoning' }>): boolean {
  return part.state === 'done' && (part.text.trim() !== '' || part.providerMetadata !== undefined);
}

/** Providers take objects alone; an input that was never valid JSON is shown as it came. */
function toInput(input: unknown): unknown {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? input : { input };
}

function toProviderOptions(part: Part): { providerOptions?: ProviderOptions } {
  if (!('providerMetadata' in part) || !part.providerMetadata) return {};
  // Cast: what a provider package gave as metadata is what it takes back as options.
  return { providerOptions: part.providerMetadata as ProviderOptions };
}
