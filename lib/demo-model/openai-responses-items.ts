import type { Finish, PartHead } from './wire-format.ts';

/** One output item of a response, in its two states. */
export interface Item {
  readonly id: string;
  added(): object;
  done(text: string): object;
}

export function createItem(head: PartHead): Item {
  if (head.kind === 'call') return createFunctionCall(head.name);
  return head.kind === 'reasoning' ? createReasoning() : createMessage();
}

function createMessage(): Item {
  const id = `msg_${crypto.randomUUID()}`;
  const toItem = (status: string, content: object[]) => ({
    type: 'message',
    id,
    status,
    role: 'assistant',
    content,
  });
  return {
    id,
    added: () => toItem('in_progress', []),
    done: (text) => toItem('completed', [toTextPart(text)]),
  };
}

/** What it thought is in the clear; `encrypted_content` only stands where a client expects to keep it. */
function createReasoning(): Item {
  const id = `rs_${crypto.randomUUID()}`;
  const toItem = (summary: object[]) => ({ type: 'reasoning', id, summary, encrypted_content: `demo-${id}` });
  return { id, added: () => toItem([]), done: (text) => toItem([{ type: 'summary_text', text }]) };
}

function createFunctionCall(name: string): Item {
  const id = `fc_${crypto.randomUUID()}`;
  const callId = `call_${crypto.randomUUID()}`;
  const toItem = (status: string, input: string) => ({
    type: 'function_call',
    id,
    call_id: callId,
    name,
    arguments: input,
    status,
  });
  return { id, added: () => toItem('in_progress', ''), done: (text) => toItem('completed', text) };
}

export const toTextPart = (text: string) => ({ type: 'output_text', text, annotations: [] });
export const createResponseId = () => `resp_${crypto.randomUUID()}`;

interface ResponseFacts {
  id: string;
  model: string;
  output: readonly object[];
  finish?: Finish;
}

export function toResponse({ id, model, output, finish }: ResponseFacts) {
  return {
    id,
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    model,
    output,
    status: finish === undefined ? 'in_progress' : finish.reason === 'length' ? 'incomplete' : 'completed',
    incomplete_details: finish?.reason === 'length' ? { reason: 'max_output_tokens' } : null,
    usage: finish && {
      input_tokens: finish.inputTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: finish.outputTokens,
      output_tokens_details: { reasoning_tokens: finish.reasoningTokens ?? 0 },
      total_tokens: finish.inputTokens + finish.outputTokens,
    },
  };
}
