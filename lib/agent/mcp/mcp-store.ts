import type { McpDefinition } from './mcp-definition.ts';

/** A server as an admin declared it, with the tools that were accepted. */
export interface DeclaredServer {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Sent with every request; undefined when they can't be read any more, since the application's secret changed. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly enabled: boolean;
  readonly tools: readonly AcceptedTool[];
}

export interface AcceptedTool {
  readonly name: string;
  /** Of the definition that an admin accepted. */
  readonly fingerprint: string;
  /** Of the definition that the server gave last. */
  readonly seen: string;
  readonly definition: McpDefinition;
}

/** What workers need of the rows. Postgres' is `lib/db/mcp-rows.ts`, which this layer can't import. */
export interface McpStore {
  /** Those that are enabled. */
  loadServers(): Promise<readonly DeclaredServer[]>;
  /** Notes what a server says of accepted tools now. Best effort: nothing stands on it but what admins are shown. */
  recordSeen(serverId: string, seen: readonly { name: string; fingerprint: string }[]): Promise<void>;
}

/** What admins do with the rows. */
export interface McpAdminStore {
  /** All of them. */
  listServers(): Promise<readonly DeclaredServer[]>;
  /** False when there is a server of that name. */
  addServer(
    server: Pick<DeclaredServer, 'name' | 'url'> & {
      readonly headers: Readonly<Record<string, string>>;
      readonly tools: readonly NewTool[];
    },
  ): Promise<boolean>;
  acceptTools(serverId: string, tools: readonly NewTool[]): Promise<void>;
  /** False when there is no such server. */
  setEnabled(name: string, enabled: boolean): Promise<boolean>;
  /** False when there is no such server. */
  removeServer(name: string): Promise<boolean>;
}

export type NewTool = Omit<AcceptedTool, 'seen'>;
