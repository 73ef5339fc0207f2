import { AppError } from '#lib/protocol/error.ts';
import { DefinitionJudge } from './definition-judge.ts';
import { MAX_TOOLS_PER_SERVER } from './mcp-connection.ts';
import type { McpConnections } from './mcp-connections.ts';
import type { DeclaredServer, McpAdminStore, NewTool } from './mcp-store.ts';
import { type ReviewedTool, reviewTools, showTool } from './review-tools.ts';
import { parseServerUrl, zoneOf } from './server-url.ts';
import { serverNamePattern } from './tool-name.ts';
import { toVisibleText } from './visible-text.ts';

interface McpAdminDependencies {
  readonly store: McpAdminStore;
  readonly connections: Pick<McpConnections, 'listTools'>;
  readonly print: (line: string) => void;
  readonly confirm: (question: string) => Promise<boolean>;
}

/** What an admin can do with MCP servers. Nothing is accepted that was not shown before, whole. */
export class McpAdmin {
  readonly #store: McpAdminStore;
  readonly #connections: Pick<McpConnections, 'listTools'>;
  readonly #print: (line: string) => void;
  readonly #confirm: (question: string) => Promise<boolean>;
  readonly #judge = new DefinitionJudge();

  constructor({ store, connections, print, confirm }: McpAdminDependencies) {
    this.#store = store;
    this.#connections = connections;
    this.#print = print;
    this.#confirm = confirm;
  }

  async add(server: {
    name: string;
    url: string;
    headers: Readonly<Record<string, string>>;
    allowLocal: boolean;
  }): Promise<void> {
    const { name, headers, allowLocal } = server;
    if (!serverNamePattern.test(name))
      throw new AppError('invalid-input', 'cannot name a server so: use 1 to 32 of a-z, 0-9 and -');
    const url = parseServerUrl(server.url);
    if (zoneOf(url) === 'loopback' && !allowLocal)
      throw new AppError(
        'invalid-input',
        'cannot add a server on this machine: say --allow-local if you mean it',
      );
    const servers = await this.#store.listServers();
    if (servers.some((other) => other.name === name)) throw taken(name);

    const listed = await this.#connections.listTools({ url: url.href, headers });
    const reviewed = reviewTools(this.#judge, listed.slice(0, MAX_TOOLS_PER_SERVER), []);
    this.#print(`${name} lists ${listed.length} tools at ${url.origin}${url.pathname}:\n`);
    const tools = this.#show(name, reviewed);
    if (!(await this.#confirm(`Offer these ${tools.length} tools to models?`))) return;
    if (!(await this.#store.addServer({ name, url: url.href, headers, tools }))) throw taken(name);
    this.#print(`Added ${name} with ${tools.length} tools.`);
  }

  async list(): Promise<void> {
    const servers = await this.#store.listServers();
    if (servers.length === 0) this.#print('No MCP server is declared.');
    for (const { name, url, enabled, headers, tools } of servers) {
      const names = headers ? Object.keys(headers) : ['unreadable: the secret changed, add it again'];
      const changed = tools.filter(({ fingerprint, seen }) => fingerprint !== seen);
      const { origin, pathname } = new URL(url);
      this.#print(
        [
          `${name}${enabled ? '' : ' (disabled)'}  ${origin}${pathname}`,
          `  ${tools.length} tools accepted${changed.length > 0 ? `, off because they changed: ${changed.map((tool) => tool.name).join(', ')}` : ''}`,
          ...(names.length > 0 ? [`  headers: ${names.join(', ')}`] : []),
        ].join('\n'),
      );
    }
  }

  /** False when something needs an admin. */
  async check(): Promise<boolean> {
    let isFine = true;
    for (const server of await this.#store.listServers()) {
      if (!server.enabled) continue;
      try {
        const reviewed = await this.#review(server);
        const odd = reviewed.filter(({ status }) => status !== 'accepted');
        this.#print(`${server.name}: ${reviewed.length - odd.length} tools are as they were accepted`);
        for (const tool of odd) this.#print(`  ${describe(tool)}`);
        isFine &&= odd.length === 0;
      } catch (error) {
        this.#print(
          `${server.name}: ${toVisibleText(error instanceof Error ? error.message : String(error))}`,
        );
        isFine = false;
      }
    }
    return isFine;
  }

  /** Of one server, all tools that are new or changed, or the one that is named. */
  async accept(name: string, toolName?: string): Promise<void> {
    const server = await this.#require(name);
    const open = (await this.#review(server)).filter(
      (tool) =>
        (tool.status === 'new' || tool.status === 'changed') &&
        (toolName === undefined || tool.name === toolName),
    );
    const tools = this.#show(name, open);
    if (tools.length === 0) return this.#print('There is nothing to accept.');
    if (!(await this.#confirm(`Offer these ${tools.length} tools to models?`))) return;
    await this.#store.acceptTools(server.id, tools);
    this.#print(`Accepted ${tools.length} tools of ${name}.`);
  }

  async setEnabled(name: string, enabled: boolean): Promise<void> {
    if (!(await this.#store.setEnabled(name, enabled))) throw unknown(name);
    this.#print(`${enabled ? 'Enabled' : 'Disabled'} ${name}.`);
  }

  async remove(name: string): Promise<void> {
    if (!(await this.#store.removeServer(name))) throw unknown(name);
    this.#print(`Removed ${name}.`);
  }

  async #require(name: string): Promise<DeclaredServer> {
    const server = (await this.#store.listServers()).find((other) => other.name === name);
    if (!server) throw unknown(name);
    return server;
  }

  async #review(server: DeclaredServer): Promise<readonly ReviewedTool[]> {
    const { url, headers, tools } = server;
    if (!headers)
      throw new AppError(
        'gone',
        `cannot read the headers of ${server.name}: the secret changed, add it again`,
      );
    const listed = await this.#connections.listTools({ url, headers });
    return reviewTools(this.#judge, listed.slice(0, MAX_TOOLS_PER_SERVER), tools);
  }

  /** Prints what can be accepted, and why the rest can't; returns the former. */
  #show(server: string, reviewed: readonly ReviewedTool[]): readonly NewTool[] {
    return reviewed.flatMap((tool) => {
      const { now, before } = tool;
      if (!now) {
        this.#print(`  ${describe(tool)}\n`);
        return [];
      }
      if (before) this.#print(`  as it was accepted:\n${showTool(server, before)}\n  as it is now:`);
      this.#print(`${showTool(server, now.definition)}\n`);
      return [now];
    });
  }
}

function describe({ name, status, why }: ReviewedTool): string {
  return toVisibleText(`${name.slice(0, 128)}: ${status}${why === undefined ? '' : `, ${why}`}`);
}

function taken(name: string): AppError {
  return new AppError('conflict', `cannot add ${name}: there is a server of that name`);
}

function unknown(name: string): AppError {
  return new AppError('not-found', `cannot find the server ${toVisibleText(name).slice(0, 100)}: see "list"`);
}
