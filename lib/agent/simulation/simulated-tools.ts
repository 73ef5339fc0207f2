import { sleep, type Clock } from '#lib/base/clock.ts';
import type { AgentTool, OpenTools, ToolCall, ToolResult, ToolSource } from '../tools/agent-tool.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A fault of a tool that is part of the play. */
export class SimulatedFault extends Error {}

const kinds = {
  /** Pure; some of what it reads is somebody else's. */
  read: { effect: 'read', repeats: true, asks: false },
  /** Asks once something untrusted was read. */
  write: { effect: 'write', repeats: false, asks: false },
  /** Asks each time. */
  drop: { effect: 'write', repeats: false, asks: true },
} as const;

export type SimulatedToolName = keyof typeof kinds;
export const simulatedToolNames = Object.keys(kinds) as SimulatedToolName[];

/** Tools that take their time, fail, hang, and note every start: from then on their work may be done. */
export class SimulatedTools implements ToolSource {
  readonly starts: { runId: string; toolCallId: string; toolName: SimulatedToolName }[] = [];
  readonly #clock: Clock;
  readonly #random: SeededRandom;
  readonly #tools: readonly AgentTool[];

  constructor(options: { clock: Clock; random: SeededRandom }) {
    this.#clock = options.clock;
    this.#random = options.random;
    this.#tools = simulatedToolNames.map((name) => ({
      name,
      description: name,
      inputSchema: { type: 'object' },
      effectOf: () => kinds[name].effect,
      mayRepeat: () => kinds[name].repeats,
      approvalFor: () => (kinds[name].asks ? 'always' : 'never'),
      sessionScope: true,
      execute: (_, call) => this.#execute(name, call),
    }));
  }

  async open(): Promise<OpenTools> {
    return { tools: this.#tools, close: () => Promise.resolve() };
  }

  async #execute(toolName: SimulatedToolName, { runId, toolCallId, signal }: ToolCall): Promise<ToolResult> {
    this.starts.push({ runId, toolCallId, toolName });
    const random = this.#random;
    if (random.chance(0.05)) await new Promise(() => undefined);
    await sleep(this.#clock, random.below(2_500), random.chance(0.5) ? signal : undefined);
    if (random.chance(0.05)) throw new SimulatedFault('the tool broke');
    const untrusted = toolName === 'read' && random.chance(0.2);
    if (random.chance(0.1)) return { status: 'error', message: 'it did not work', untrusted };
    return { status: 'ok', output: { done: toolName }, untrusted };
  }
}
