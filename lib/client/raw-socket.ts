import type { ErrorCode } from '#lib/protocol/error.ts';
import type { ServerToClientEvents } from '#lib/protocol/socket.ts';

export type ServerEventName = keyof ServerToClientEvents;
export interface Refusal {
  code: ErrorCode;
  retryAfterMs?: number;
}
export type ServerPayload<Name extends ServerEventName> = Parameters<ServerToClientEvents[Name]>[0];

/** One attempt at a socket, from opening to its end. It never reopens. */
export interface RawSocket {
  /** `acknowledge` is called at most once, and never after the socket has closed. */
  emit(event: string, payload: unknown, acknowledge?: (ack: unknown) => void): void;
  /** No handler is called after this. */
  close(): void;
}

export interface RawSocketHandlers {
  onEvent<Name extends ServerEventName>(event: Name, payload: ServerPayload<Name>): void;
  /** The attempt failed; with a refusal when it was the server that did not want it. */
  onRefused(refusal?: Refusal): void;
  onClose(): void;
}

/** Handlers are called later, never from within the opening. */
export type OpenSocket = (handlers: RawSocketHandlers) => RawSocket;
