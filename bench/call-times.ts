import type { Chunk } from '#lib/protocol/chunk.ts';
import { preciseNow } from './clock.ts';

/** How long each tool call of an answer took, as its reader saw it: from its whole input to its result. */
export class CallTimes {
  readonly perCall: number[] = [];
  /** How much of that passed before the tool was seen to start. */
  readonly beforeStart: number[] = [];
  readonly #since = new Map<string, number>();

  start(toolCallId: string): void {
    this.beforeStart.push(preciseNow() - (this.#since.get(toolCallId) ?? Number.NaN));
  }

  /** Throws at a call that came to nothing: its time would be that of something else. */
  read(chunk: Pick<Chunk, 'type'> & { readonly toolCallId?: string }): void {
    const { type, toolCallId = '' } = chunk;
    if (type === 'tool-input-available') this.#since.set(toolCallId, preciseNow());
    else if (type === 'tool-output-available')
      this.perCall.push(preciseNow() - (this.#since.get(toolCallId) ?? Number.NaN));
    else if (type.startsWith('tool-output-') || type === 'tool-input-error')
      throw new Error(`cannot measure the tool calls: ${JSON.stringify(chunk)}`);
  }
}
