import { toFrame, type Finish, type Frames, type PartHead } from './wire-format.ts';

/** The chunks of a streamed chat completion. */
export class ChatFrames implements Frames {
  #head: string;
  #part: PartHead = { kind: 'text' };
  #callIndex = -1;

  constructor(model: string) {
    const created = Math.floor(Date.now() / 1000);
    this.#head = `data: {"id":"${createCompletionId()}","object":"chat.completion.chunk","created":${created},"model":"${model}",`;
  }

  open(): string {
    return this.#choice('{"role":"assistant","content":""}');
  }

  begin(head: PartHead): string {
    this.#part = head;
    if (head.kind !== 'call') return '';
    this.#callIndex++;
    const call = {
      index: this.#callIndex,
      id: createCallId(),
      type: 'function',
      function: { name: head.name, arguments: '' },
    };
    return this.#choice(JSON.stringify({ tool_calls: [call] }));
  }

  delta(token: string): string {
    const text = JSON.stringify(token);
    if (this.#part.kind === 'text') return this.#choice(`{"content":${text}}`);
    if (this.#part.kind === 'reasoning') return this.#choice(`{"reasoning_content":${text}}`);
    return this.#choice(`{"tool_calls":[{"index":${this.#callIndex},"function":{"arguments":${text}}}]}`);
  }

  close(finish: Finish): string {
    return (
      this.#choice('{}', finishReasons[finish.reason]) +
      `${this.#head}"choices":[],"usage":${JSON.stringify(toUsage(finish))}}\n\n` +
      'data: [DONE]\n\n'
    );
  }

  failure(): string {
    return toFrame({
      error: { message: 'The demo model fails as it was asked to.', type: 'server_error', code: null },
    });
  }

  unknown(): string {
    return `${this.#head}"choices":[],"dream":true}\n\n`;
  }

  #choice(delta: string, finishReason: string | null = null): string {
    return `${this.#head}"choices":[{"index":0,"delta":${delta},"finish_reason":${JSON.stringify(finishReason)}}]}\n\n`;
  }
}

export const finishReasons: Record<Finish['reason'], string> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
};

export const createCompletionId = () => `chatcmpl-${crypto.randomUUID()}`;
export const createCallId = () => `call_${crypto.randomUUID()}`;

export const toUsage = ({ inputTokens, outputTokens, reasoningTokens = 0 }: Finish) => ({
  prompt_tokens: inputTokens,
  completion_tokens: outputTokens,
  total_tokens: inputTokens + outputTokens,
  completion_tokens_details: { reasoning_tokens: reasoningTokens },
});
