import { jsonSchema, tool as describeTool, type ToolSet } from 'ai';
import { whenAborted } from '../when-aborted.ts';
import type { AgentTool, OpenTools, ToolSource } from './agent-tool.ts';
import { compileSchema } from './input-check.ts';

/** The tools of one lease, from all sources. */
export class Toolbox {
  readonly #tools = new Map<string, AgentTool>();
  readonly #opened: readonly OpenTools[];
  readonly #onFault: (error: unknown) => void;

  private constructor(opened: readonly OpenTools[], onFault: (error: unknown) => void) {
    this.#opened = opened;
    this.#onFault = onFault;
    for (const tool of opened.flatMap(({ tools }) => tools)) this.#add(tool);
  }

  /**
   * Never throws: a source that is down gives no tools. Empty when `signal` aborts first: nobody waits for a source
   * then, and what it opens later is closed.
   */
  static async open(
    sources: readonly ToolSource[],
    run: { sessionId: string; runId: string; userId: string },
    options: { signal: AbortSignal; onFault: (error: unknown) => void },
  ): Promise<Toolbox> {
    const { signal, onFault } = options;
    const opening = openAll(sources, run, onFault).then((opened) => new Toolbox(opened, onFault));
    const over = new AbortController();
    const toolbox = await Promise.race([opening, whenAborted(signal, over.signal)]);
    over.abort();
    if (toolbox) return toolbox;
    void opening.then((late) => late.close());
    return new Toolbox([], onFault);
  }

  find(name: string): AgentTool | undefined {
    return this.#tools.get(name);
  }

  list(): readonly AgentTool[] {
    return [...this.#tools.values()];
  }

  /** As the model is told of them, without `execute`; undefined when there are none. */
  describe(): ToolSet | undefined {
    if (this.#tools.size === 0) return undefined;
    return Object.fromEntries(
      this.list().map(({ name, title, description, inputSchema }) => [
        name,
        describeTool({
          ...(title === undefined ? {} : { title }),
          description,
          inputSchema: jsonSchema(inputSchema),
        }),
      ]),
    );
  }

  async close(): Promise<void> {
    const closed = await Promise.allSettled(this.#opened.map((tools) => tools.close()));
    for (const result of closed) if (result.status === 'rejected') this.#onFault(result.reason);
  }

  /** The first of a name is the one; a tool whose schema is none is left out. */
  #add(tool: AgentTool): void {
    if (this.#tools.has(tool.name)) {
      return this.#onFault(new Error(`cannot offer the tool ${tool.name}: another one has its name`));
    }
    try {
      compileSchema(tool.inputSchema);
      this.#tools.set(tool.name, tool);
    } catch (error) {
      this.#onFault(error);
    }
  }
}

async function openAll(
  sources: readonly ToolSource[],
  run: { sessionId: string; runId: string; userId: string },
  onFault: (error: unknown) => void,
): Promise<OpenTools[]> {
  const results = await Promise.allSettled(sources.map((source) => source.open(run)));
  return results.flatMap((result) => {
    if (result.status === 'fulfilled') return [result.value];
    onFault(result.reason);
    return [];
  });
}
