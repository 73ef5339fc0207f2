import { createId } from '#lib/base/ids.ts';
import type { Message, Part, ToolPart } from '#lib/protocol/message.ts';

export const model = 'demo:coral';

export function createMessage(change: Partial<Message> & Pick<Message, 'role' | 'parts'>): Message {
  const id = createId();
  return {
    id,
    parentId: null,
    siblings: [id],
    status: 'complete',
    createdAt: '2026-01-01T00:00:00.000Z',
    ...(change.role === 'assistant' ? { model } : {}),
    ...change,
  };
}

export const asks = (text: string): Message =>
  createMessage({ role: 'user', parts: [{ type: 'text', text }] });

export const answers = (...parts: Part[]): Message => createMessage({ role: 'assistant', parts });

export const says = (text: string): Part => ({ type: 'text', id: text, text, state: 'done' });

export const stepDone: Part = { type: 'step-start', state: 'done' };
export const stepOpen: Part = { type: 'step-start', state: 'streaming' };

export function calls(toolCallId: string, change: Partial<ToolPart> = {}): ToolPart {
  return {
    type: 'dynamic-tool',
    toolCallId,
    toolName: 'look',
    state: 'output-available',
    input: { at: 'sea' },
    output: 'waves',
    ...change,
  };
}
