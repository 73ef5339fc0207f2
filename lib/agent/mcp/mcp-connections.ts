import { MCPClientError } from '@ai-sdk/mcp';
import type { Clock } from '#lib/base/clock.ts';
import { AppError } from '#lib/protocol/error.ts';
import { McpConnection, type McpConnectOptions, type McpTarget } from './mcp-connection.ts';

interface Entry {
  readonly key: string;
  readonly opening: Promise<McpConnection>;
  listedAt: number;
  users: number;
  cancelIdle: (() => void) | undefined;
}

interface McpConnectionsOptions {
  readonly clock: Clock;
  readonly connect: McpConnectOptions;
  /** A connection that nobody uses is kept for so long: greeting a server takes several round trips. */
  readonly idleMs?: number;
  /** A list of tools is asked for anew when it is older than this. */
  readonly listAgainMs?: number;
  /** A server that could not be reached is left alone for so long, so that it does not delay every run. */
  readonly retryMs?: number;
}

/**
 * Open connections by server and headers, shared by all who use them at the same time. Nobody holds one for longer than a
 * use, so a run that waits for a person holds none.
 */
export class McpConnections {
  readonly #options: Required<McpConnectionsOptions>;
  /** Those that a new use is given. */
  readonly #entries = new Map<string, Entry>();
  readonly #failures = new Map<string, { readonly at: number; readonly error: McpUnreachable }>();
  readonly #closing = new Set<Promise<void>>();
  #closed = false;

  constructor(options: McpConnectionsOptions) {
    this.#options = { idleMs: 60_000, listAgainMs: 30_000, retryMs: 30_000, ...options };
  }

  /** Rejects with what `work` rejects with, or with `McpUnreachable` when it was not begun. */
  use<T>(target: McpTarget, work: (connection: McpConnection) => Promise<T>): Promise<T> {
    return this.#use(target, (connection) => work(connection));
  }

  /** The tools that a server lists, at most `listAgainMs` old. */
  listTools(target: McpTarget): Promise<McpConnection['tools']> {
    return this.#use(target, async (connection, entry) => {
      const now = this.#options.clock.now();
      if (now - entry.listedAt >= this.#options.listAgainMs) {
        await connection.listAgain();
        entry.listedAt = now;
      }
      return connection.tools;
    });
  }

  /** Closes what is open, when its users are done. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const entry of this.#entries.values()) this.#retire(entry);
    await Promise.all(this.#closing);
  }

  async #use<T>(
    target: McpTarget,
    work: (connection: McpConnection, entry: Entry) => Promise<T>,
  ): Promise<T> {
    const entry = this.#take(target);
    try {
      return await work(await entry.opening, entry);
    } catch (error) {
      // A connection that failed is not used again. One whose server only answered with an error is fine.
      if (!isAnswer(error)) this.#retire(entry);
      throw error;
    } finally {
      this.#give(entry);
    }
  }

  #take(target: McpTarget): Entry {
    if (this.#closed) throw new McpUnreachable(new Error('this process is stopping'));
    const key = JSON.stringify([target.url, Object.entries(target.headers).toSorted()]);
    const entry = this.#entries.get(key) ?? this.#open(key, target);
    entry.users += 1;
    entry.cancelIdle?.();
    return entry;
  }

  #open(key: string, target: McpTarget): Entry {
    const { clock, connect, retryMs } = this.#options;
    const failure = this.#failures.get(key);
    if (failure && clock.now() - failure.at < retryMs) throw failure.error;
    const opening = McpConnection.open(target, connect).then(
      (connection) => {
        this.#failures.delete(key);
        return connection;
      },
      (cause: unknown) => {
        const error = new McpUnreachable(cause);
        this.#forgetOldFailures();
        this.#failures.set(key, { at: clock.now(), error });
        throw error;
      },
    );
    const entry: Entry = { key, opening, listedAt: clock.now(), users: 0, cancelIdle: undefined };
    this.#entries.set(key, entry);
    return entry;
  }

  #give(entry: Entry): void {
    entry.users -= 1;
    if (entry.users > 0) return;
    if (this.#entries.get(entry.key) !== entry) this.#end(entry);
    else entry.cancelIdle = this.#options.clock.after(this.#options.idleMs, () => this.#retire(entry));
  }

  #retire(entry: Entry): void {
    if (this.#entries.get(entry.key) !== entry) return;
    this.#entries.delete(entry.key);
    entry.cancelIdle?.();
    if (entry.users === 0) this.#end(entry);
  }

  #end(entry: Entry): void {
    const ending = entry.opening
      .then((connection) => connection.close())
      // It never opened, or its server would not say goodbye: nothing is left of it here.
      .catch(() => undefined)
      .finally(() => this.#closing.delete(ending));
    this.#closing.add(ending);
  }

  #forgetOldFailures(): void {
    const { clock, retryMs } = this.#options;
    for (const [key, { at }] of this.#failures) {
      if (clock.now() - at >= retryMs) this.#failures.delete(key);
    }
  }
}

/** A server could not be connected to, so nothing was asked of it. */
export class McpUnreachable extends AppError {
  constructor(cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super('busy', `cannot reach the MCP server: ${why}`, { cause });
    this.name = 'McpUnreachable';
  }
}

function isAnswer(error: unknown): boolean {
  return MCPClientError.isInstance(error) && error.code !== undefined;
}
