import { createId } from '#lib/base/ids.ts';
import { openText, sealText } from '#lib/config/secret-box.ts';
import type { Database } from './client.ts';
import { Prisma } from './generated/client.ts';

export interface McpToolRow<Definition extends object> {
  readonly name: string;
  /** Of the accepted definition. */
  readonly fingerprint: string;
  /** Of the definition that its server gave last. */
  readonly seen: string;
  readonly definition: Definition;
}

export interface McpServerRow<Definition extends object> {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Undefined when they were encrypted with another secret. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly enabled: boolean;
  readonly tools: readonly McpToolRow<Definition>[];
}

type NewTool<Definition extends object> = Omit<McpToolRow<Definition>, 'seen'>;

const UNIQUE_VIOLATION = 'P2002';

/**
 * The MCP servers that an admin declared and the tools that were accepted. Headers may hold a token, so they are encrypted
 * with the application's secret and bound to their row.
 */
export class McpRows<Definition extends object> {
  readonly #db: Database;
  readonly #secret: string;

  constructor({ db, secret }: { db: Database; secret: string }) {
    this.#db = db;
    this.#secret = secret;
  }

  loadServers(): Promise<readonly McpServerRow<Definition>[]> {
    return this.#select({ enabled: true });
  }

  listServers(): Promise<readonly McpServerRow<Definition>[]> {
    return this.#select({});
  }

  /** False when there is a server of that name. */
  async addServer(server: {
    name: string;
    url: string;
    headers: Readonly<Record<string, string>>;
    tools: readonly NewTool<Definition>[];
  }): Promise<boolean> {
    const { name, url, headers, tools } = server;
    const id = createId();
    const sealed = Object.keys(headers).length === 0 ? null : this.#seal(id, headers);
    const rows = tools.map((tool) => toRow(tool));
    try {
      await this.#db.mcpServer.create({
        data: { id, name, url, headers: sealed, tools: { createMany: { data: rows } } },
      });
      return true;
    } catch (error) {
      const isTaken =
        error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION;
      if (isTaken) return false;
      throw error;
    }
  }

  async acceptTools(serverId: string, tools: readonly NewTool<Definition>[]): Promise<void> {
    await this.#db.$transaction(
      tools.map((tool) => {
        const row = toRow(tool);
        return this.#db.mcpTool.upsert({
          where: { serverId_name: { serverId, name: tool.name } },
          create: { serverId, ...row },
          update: { ...row, seenAt: new Date() },
        });
      }),
    );
  }

  async recordSeen(serverId: string, seen: readonly { name: string; fingerprint: string }[]): Promise<void> {
    await this.#db.$transaction(
      seen.map(({ name, fingerprint }) =>
        this.#db.mcpTool.updateMany({
          where: { serverId, name },
          data: { seen: fingerprint, seenAt: new Date() },
        }),
      ),
    );
  }

  /** False when there is no such server. */
  async setEnabled(name: string, enabled: boolean): Promise<boolean> {
    const { count } = await this.#db.mcpServer.updateMany({ where: { name }, data: { enabled } });
    return count > 0;
  }

  /** False when there is no such server. */
  async removeServer(name: string): Promise<boolean> {
    const { count } = await this.#db.mcpServer.deleteMany({ where: { name } });
    return count > 0;
  }

  async #select(where: { enabled?: boolean }): Promise<readonly McpServerRow<Definition>[]> {
    const rows = await this.#db.mcpServer.findMany({
      where,
      include: { tools: { where: { acceptedAt: { not: null } }, orderBy: { name: 'asc' } } },
      orderBy: { name: 'asc' },
    });
    return rows.map(({ id, name, url, headers, enabled, tools }) => ({
      id,
      name,
      url,
      headers: headers === null ? {} : this.#open(id, headers),
      enabled,
      tools: tools.map((tool) => ({
        name: tool.name,
        fingerprint: tool.fingerprint,
        seen: tool.seen,
        // Cast: written by `addServer` and `acceptTools` only, of this type.
        definition: tool.definition as unknown as Definition,
      })),
    }));
  }

  #seal(owner: string, headers: Readonly<Record<string, string>>): string {
    return sealText(this.#secret, { purpose: 'mcp-headers', owner }, JSON.stringify(headers));
  }

  #open(owner: string, sealed: string): Readonly<Record<string, string>> | undefined {
    const text = openText(this.#secret, { purpose: 'mcp-headers', owner }, sealed);
    return text === undefined ? undefined : JSON.parse(text);
  }
}

function toRow<Definition extends object>({ name, fingerprint, definition }: NewTool<Definition>) {
  // Cast: it came as JSON from its server.
  const json = definition as Prisma.InputJsonObject;
  return { name, fingerprint, seen: fingerprint, definition: json, acceptedAt: new Date() };
}
