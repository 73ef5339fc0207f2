import type { Chunk } from '#lib/protocol/chunk.ts';

/** A roll of the dice: which of the possible things happens, and with what text. */
export interface Roll {
  readonly pick: number;
  readonly text: string;
}

interface ToolCall {
  readonly toolCallId: string;
  state: 'input' | 'available' | 'running' | 'finished';
}

/** Names that JavaScript gives a meaning, among plain ones: parts and tool calls may be called anything. [X34] */
const toolNames = ['search', '__proto__', 'constructor', 'toString'];

/** Writes the chunks of one run as a model would: every chunk is one that may follow the ones before it. */
export class ChunkWriter {
  readonly #tools: ToolCall[] = [];
  #attempt = 1;
  #parts = 0;
  #inStep = false;
  #text: string | undefined;
  #reasoning: string | undefined;

  /** What another attempt finds, by its strategy: see R4. */
  startAttempt(attempt: number, strategy: 'first' | 'continue' | 'restart' | 'resume'): void {
    this.#attempt = attempt;
    if (strategy === 'continue') this.#abandon(['input']);
    if (strategy !== 'restart') return;
    this.#abandon(['input', 'available', 'running']);
    this.#text = undefined;
    this.#inStep = false;
  }

  next({ pick, text }: Roll): Chunk {
    const possible = this.#possible(text);
    const chunk = possible[pick % possible.length];
    if (!chunk) throw new Error('there is always a next chunk');
    return chunk();
  }

  /** A whole tool call whose run may start now. */
  startTool(pick: number): string | undefined {
    const waiting = this.#tools.filter((tool) => tool.state === 'available');
    const tool = waiting[pick % Math.max(1, waiting.length)];
    if (!tool) return undefined;
    tool.state = 'running';
    return tool.toolCallId;
  }

  get toolCallIds(): string[] {
    return this.#tools.map((tool) => tool.toolCallId);
  }

  #abandon(states: readonly ToolCall['state'][]): void {
    this.#reasoning = undefined;
    for (const tool of this.#tools) if (states.includes(tool.state)) tool.state = 'finished';
  }

  #possible(text: string): (() => Chunk)[] {
    if (!this.#inStep) return [() => this.#startStep()];
    const [openText, openReasoning] = [this.#text, this.#reasoning];
    const toolWrites = this.#tools.flatMap((tool) => this.#toolWrites(tool, text));
    if (openText !== undefined) {
      return [
        () => ({ type: 'text-delta', id: openText, delta: text }),
        () => ({ type: 'text-delta', id: openText, delta: `${text} ` }),
        () => ({ type: 'text-delta', id: openText, delta: text, providerMetadata: { demo: { text } } }),
        () => this.#endText(openText),
        ...toolWrites,
      ];
    }
    if (openReasoning !== undefined) {
      return [
        () => ({ type: 'reasoning-delta', id: openReasoning, delta: text }),
        () => this.#endReasoning(openReasoning),
      ];
    }
    return [
      () => ({ type: 'text-start', id: (this.#text = this.#partId()) }),
      () => ({ type: 'reasoning-start', id: (this.#reasoning = this.#partId()) }),
      () => this.#startTool(text),
      () => ({ type: 'source-url', sourceId: this.#partId(), url: `https://example.com/${text.length}` }),
      () => ({ type: 'file', url: 'data:text/plain,x', mediaType: 'text/plain' }),
      () => this.#finishStep(),
      ...toolWrites,
    ];
  }

  #toolWrites(tool: ToolCall, text: string): (() => Chunk)[] {
    const { toolCallId } = tool;
    const finish = (chunk: Chunk) => () => {
      tool.state = 'finished';
      return chunk;
    };
    switch (tool.state) {
      case 'input':
        return [
          () => ({ type: 'tool-input-delta', toolCallId, inputTextDelta: text }),
          () => {
            tool.state = 'available';
            return { type: 'tool-input-available', toolCallId, toolName: 'tool', input: { text } };
          },
          finish({ type: 'tool-input-error', toolCallId, toolName: 'tool', input: text, errorText: 'bad' }),
        ];
      case 'running':
        return [
          () => ({ type: 'tool-output-available', toolCallId, output: text, preliminary: true }),
          finish({ type: 'tool-output-available', toolCallId, output: { ['__proto__']: text } }),
          finish({ type: 'tool-output-error', toolCallId, errorText: text }),
        ];
      case 'available':
        return [finish({ type: 'tool-output-denied', toolCallId })];
      case 'finished':
        return [];
    }
  }

  #startStep(): Chunk {
    this.#inStep = true;
    return { type: 'start-step' };
  }

  #finishStep(): Chunk {
    this.#inStep = false;
    return { type: 'finish-step' };
  }

  #endText(id: string): Chunk {
    this.#text = undefined;
    return { type: 'text-end', id };
  }

  #endReasoning(id: string): Chunk {
    this.#reasoning = undefined;
    return { type: 'reasoning-end', id };
  }

  #startTool(text: string): Chunk {
    const name = toolNames[text.length % toolNames.length] ?? 'search';
    const taken = this.#tools.some((tool) => tool.toolCallId === name);
    const toolCallId = taken ? this.#partId() : name;
    this.#tools.push({ toolCallId, state: 'input' });
    return { type: 'tool-input-start', toolCallId, toolName: 'tool' };
  }

  #partId(): string {
    return `a${this.#attempt}-${++this.#parts}`;
  }
}
