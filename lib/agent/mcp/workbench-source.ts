import type { AgentTool, OpenTools, ToolSource } from '../tools/agent-tool.ts';
import { DefinitionJudge } from './definition-judge.ts';
import type { McpTarget } from './mcp-connection.ts';
import type { McpConnections } from './mcp-connections.ts';
import { toAgentTool } from './mcp-tool.ts';
import { type WarningLogger, Warnings } from './warnings.ts';
import { isTrustedTool, toWorkbenchPolicy } from './workbench-policy.ts';

/**
 * The Workbench's tools, under their own names, on the sandbox of the session: by the same client and protocol that an
 * outside program uses, with a token for this one sandbox. What its tools may do is said here and not by the server; its
 * descriptions are our own, so nobody has to accept them. A Workbench that is down gives no tools.
 */
export class WorkbenchToolSource implements ToolSource {
  readonly origin = 'workbench';
  readonly #url: string;
  readonly #createToken: (about: { sandboxId: string }) => string;
  readonly #connections: McpConnections;
  readonly #warnings: Warnings;
  readonly #maxResultBytes: number;
  readonly #judge = new DefinitionJudge();
  #definitions: ReturnType<McpConnections['listTools']> | undefined;

  constructor(dependencies: {
    /** On this machine: `http://127.0.0.1:<port>/api/mcp`. */
    url: string;
    /** Valid for at least as long as a run may take. */
    createToken: (about: { sandboxId: string }) => string;
    connections: McpConnections;
    logger: WarningLogger;
    maxResultBytes: number;
  }) {
    const { url, createToken, connections, logger, maxResultBytes } = dependencies;
    this.#url = url;
    this.#createToken = createToken;
    this.#connections = connections;
    this.#warnings = new Warnings(logger);
    this.#maxResultBytes = maxResultBytes;
  }

  async open({ sessionId }: { sessionId: string }): Promise<OpenTools> {
    return { tools: await this.#openTools(sessionId), close: () => Promise.resolve() };
  }

  async #openTools(sandboxId: string): Promise<readonly AgentTool[]> {
    try {
      const headers = { authorization: `Bearer ${this.#createToken({ sandboxId })}` };
      const target = { url: this.#url, headers };
      const listed = await this.#listTools(target);
      this.#warnings.clear('workbench');
      return listed.flatMap((definition) => {
        const { name } = definition;
        const judgement = this.#judge.judge(definition);
        if (judgement.status === 'refused') {
          this.#warnings.warn(name, { tool: name, why: judgement.why }, 'a Workbench tool can not be used');
          return [];
        }
        const tool = toAgentTool({
          name,
          definition,
          inputSchema: judgement.inputSchema,
          policy: toWorkbenchPolicy(name),
          trusted: isTrustedTool(name),
          target,
          connections: this.#connections,
          maxResultBytes: this.#maxResultBytes,
        });
        return [tool];
      });
    } catch (error) {
      this.#warnings.warn('workbench', { error }, 'the Workbench gives no tools: a run goes without them');
      return [];
    }
  }

  /** It is this very process that answers, so what it said once holds for every session until the process ends. */
  #listTools(target: McpTarget): ReturnType<McpConnections['listTools']> {
    if (this.#definitions) return this.#definitions;
    const listing = this.#connections.listTools(target);
    this.#definitions = listing;
    listing.catch(() => (this.#definitions = undefined));
    return listing;
  }
}
