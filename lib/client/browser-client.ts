import type { ListSessionsReply } from '#lib/protocol/socket.ts';
import type { HoldfastClient } from './holdfast-client.ts';

export interface BrowserClientOptions {
  userId: string | null;
  initialSessions: ListSessionsReply | null;
}

/** Wires the client to this browser. Safe to call while rendering on the server: nothing starts before `start`. */
export declare function createBrowserClient(options: BrowserClientOptions): HoldfastClient;
