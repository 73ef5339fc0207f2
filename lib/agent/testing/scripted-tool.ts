import type { AgentTool, OpenTools, ToolCall, ToolResult, ToolSource } from '../tools/agent-tool.ts';

/** A tool that notes its calls; whatever is not said of it is harmless. */
export class ScriptedTool implements AgentTool {
  readonly name: string;
  readonly description = 'A tool of a test.';
  readonly inputSchema: AgentTool['inputSchema'];
  readonly sessionScope: boolean;
  readonly executed: { input: unknown; call: ToolCall }[] = [];
  readonly #effect: ReturnType<AgentTool['effectOf']>;
  readonly #asks: boolean;
  readonly #repeats: boolean;
  readonly #run: (input: unknown, call: ToolCall) => Promise<ToolResult> | ToolResult;

  constructor(
    name: string,
    options: {
      inputSchema?: AgentTool['inputSchema'];
      effect?: ReturnType<AgentTool['effectOf']>;
      repeats?: boolean;
      asks?: boolean;
      sessionScope?: boolean;
      run?: (input: unknown, call: ToolCall) => Promise<ToolResult> | ToolResult;
    } = {},
  ) {
    this.name = name;
    this.inputSchema = options.inputSchema ?? { type: 'object' };
    this.#repeats = options.repeats ?? false;
    this.sessionScope = options.sessionScope ?? true;
    this.#effect = options.effect ?? 'read';
    this.#asks = options.asks ?? false;
    this.#run = options.run ?? (() => ok(`${name} did it`));
  }

  effectOf() {
    return this.#effect;
  }

  mayRepeat() {
    return this.#repeats;
  }

  approvalFor() {
    return this.#asks ? ('always' as const) : ('never' as const);
  }

  async execute(input: unknown, call: ToolCall): Promise<ToolResult> {
    this.executed.push({ input, call });
    return this.#run(input, call);
  }
}

export function ok(output: Extract<ToolResult, { status: 'ok' }>['output'], untrusted = false): ToolResult {
  return { status: 'ok', output, untrusted };
}

/** Counts how often it was opened, for what, and closed. */
export class ScriptedSource implements ToolSource {
  readonly opened: Parameters<ToolSource['open']>[0][] = [];
  closed = 0;
  readonly #tools: readonly AgentTool[];

  constructor(tools: readonly AgentTool[]) {
    this.#tools = tools;
  }

  async open(run: Parameters<ToolSource['open']>[0]): Promise<OpenTools> {
    this.opened.push(run);
    return {
      tools: this.#tools,
      close: async () => {
        this.closed += 1;
      },
    };
  }
}
