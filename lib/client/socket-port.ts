import type { Unsubscribe } from '#lib/base/emitter.ts';
import type {
  ClientToServerEvents,
  EventsFrame,
  Hello,
  Notice,
  ServerToClientEvents,
  SessionGone,
  Signal,
} from '#lib/protocol/socket.ts';
import type { SessionRow } from '#lib/protocol/snapshot.ts';

type Requests = Omit<ClientToServerEvents, 'signal'>;
export type RequestName = keyof Requests;
export type RequestOf<Name extends RequestName> = Parameters<Requests[Name]>[0];
export type AckOf<Name extends RequestName> = Parameters<Parameters<Requests[Name]>[1]>[0];

/** `lost`: the socket went away, or stayed silent too long, before the answer. Whether it was done is unknown. */
export type Outcome<Name extends RequestName> = AckOf<Name> | 'lost';

export interface PortEvents {
  connect: Hello;
  disconnect: undefined;
  events: EventsFrame;
  'session-changed': SessionRow;
  'session-gone': SessionGone;
  notice: Notice;
  signal: Parameters<ServerToClientEvents['signal']>[0];
}

/** The one way to the server. What is behind it reconnects by itself; what goes over it is never sent twice. */
export interface SocketPort {
  readonly connected: boolean;
  /** `answer` is called once: with the ack or `lost`; at once with `lost` while not connected. */
  request<Name extends RequestName>(
    name: Name,
    request: RequestOf<Name>,
    answer: (outcome: Outcome<Name>) => void,
    timeoutMs?: number,
  ): void;
  /** Best effort: dropped while not connected. */
  signal(signal: Signal): void;
  on<Name extends keyof PortEvents>(event: Name, listener: (payload: PortEvents[Name]) => void): Unsubscribe;
}
