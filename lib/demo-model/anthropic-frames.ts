import { hashText } from './random.ts';
import { toFrame, type Finish, type Frames, type PartHead, type SaidPart } from './wire-format.ts';

/** The events of a streamed answer of the Messages API: one content block after another. */
export class MessagesFrames implements Frames {
  #model: string;
  #inputTokens: number;
  #index = -1;
  #head: PartHead = { kind: 'text' };
  #deltaHead = '';
  #thought = '';

  constructor(model: string, inputTokens: number) {
    this.#model = model;
    this.#inputTokens = inputTokens;
  }

  open(): string {
    return frame('message_start', { message: toMessage(this.#model, this.#inputTokens) }) + frame('ping', {});
  }

  begin(head: PartHead): string {
    const before = this.#end();
    this.#index++;
    this.#head = head;
    this.#thought = '';
    this.#deltaHead =
      `event: content_block_delta\ndata: {"type":"content_block_delta","index":${this.#index},` +
      `"delta":{${deltaHeads[head.kind]}:`;
    return before + frame('content_block_start', { index: this.#index, content_block: toEmptyBlock(head) });
  }

  delta(token: string): string {
    if (this.#head.kind === 'reasoning') this.#thought += token;
    return `${this.#deltaHead}${JSON.stringify(token)}}}\n\n`;
  }

  close(finish: Finish): string {
    const delta = { stop_reason: stopReasons[finish.reason], stop_sequence: null };
    return (
      this.#end() +
      frame('message_delta', { delta, usage: toOutputUsage(finish) }) +
      frame('message_stop', {})
    );
  }

  failure(): string {
    return frame('error', { error: { type: 'overloaded_error', message: 'Overloaded' } });
  }

  unknown(): string {
    return frame('dream', { index: this.#index, dream: true });
  }

  #end(): string {
    const index = this.#index;
    if (index === -1) return '';
    const signature = { type: 'signature_delta', signature: sign(this.#thought) };
    return (
      (this.#head.kind === 'reasoning' ? frame('content_block_delta', { index, delta: signature }) : '') +
      frame('content_block_stop', { index })
    );
  }
}

const deltaHeads: Record<PartHead['kind'], string> = {
  text: '"type":"text_delta","text"',
  reasoning: '"type":"thinking_delta","thinking"',
  call: '"type":"input_json_delta","partial_json"',
};

const createCallId = () => `toolu_${crypto.randomUUID()}`;
const sign = (thought: string) => `demo-${hashText(thought).toString(16)}`;

function toEmptyBlock(head: PartHead): object {
  if (head.kind === 'call') return { type: 'tool_use', id: createCallId(), name: head.name, input: {} };
  if (head.kind === 'reasoning') return { type: 'thinking', thinking: '', signature: '' };
  return { type: 'text', text: '' };
}

export function toBlock(part: SaidPart): object {
  if (part.kind === 'call') return { ...toEmptyBlock(part), input: JSON.parse(part.text) };
  if (part.kind === 'reasoning') return { type: 'thinking', thinking: part.text, signature: sign(part.text) };
  return { type: 'text', text: part.text };
}

export const toOutputUsage = ({ outputTokens, reasoningTokens = 0 }: Finish) => ({
  output_tokens: outputTokens,
  output_tokens_details: { thinking_tokens: reasoningTokens },
});

export const stopReasons: Record<Finish['reason'], string> = {
  stop: 'end_turn',
  length: 'max_tokens',
  'tool-calls': 'tool_use',
};

const frame = (type: string, data: object) => toFrame({ type, ...data }, type);

export const toMessage = (model: string, inputTokens: number) => ({
  id: `msg_${crypto.randomUUID()}`,
  type: 'message',
  role: 'assistant',
  model,
  content: [],
  stop_reason: null,
  stop_sequence: null,
  usage: { input_tokens: inputTokens, output_tokens: 1 },
});
