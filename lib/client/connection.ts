import type { Clock } from '#lib/base/clock.ts';
import { Emitter, type Unsubscribe } from '#lib/base/emitter.ts';
import type { ErrorCode } from '#lib/protocol/error.ts';
import type { Hello, Signal } from '#lib/protocol/socket.ts';
import { backoffMs } from './backoff.ts';
import type { ConnectionStatus } from './connection-status.ts';
import type { PageSignals } from './page-signals.ts';
import { PendingRequests } from './pending-requests.ts';
import type { OpenSocket, RawSocket, Refusal, ServerEventName, ServerPayload } from './raw-socket.ts';
import type { AckOf, Outcome, PortEvents, RequestName, RequestOf, SocketPort } from './socket-port.ts';

const REQUEST_TIMEOUT_MS = 7_000;
/** From opening the socket to the server's hello. */
const CONNECT_TIMEOUT_MS = 8_000;
/** Up for this long, a connection counts as good, and its loss as a first failure. */
const STABLE_MS = 1_000;
/** A socket that the server closed on purpose, too many or too busy, does not come back at once. */
const CLOSED_RETRY_MS = 5_000;
/** An attempt this old when the page wakes was made for another network. */
const STALE_ATTEMPT_MS = 1_000;

type State =
  | { kind: 'stopped' }
  | { kind: 'connecting'; socket: RawSocket; sinceMs: number; stopTimer: Unsubscribe }
  | { kind: 'live'; socket: RawSocket; sinceMs: number }
  | { kind: 'waiting'; stopTimer: Unsubscribe }
  | { kind: 'refused' };

export interface ConnectionParts {
  openSocket: OpenSocket;
  clock: Clock;
  random: () => number;
  page: PageSignals;
  status: ConnectionStatus;
}

/**
 * Keeps one socket to the server. A socket that leaves a request unanswered for too long is taken for dead and replaced,
 * since a half-open TCP connection tells nobody. Connected means that the server has said hello, so who this is is known.
 */
export class Connection implements SocketPort {
  readonly #parts: ConnectionParts;
  readonly #pending: PendingRequests;
  readonly #emitters: { [Name in keyof PortEvents]: Emitter<PortEvents[Name]> } = {
    connect: new Emitter(),
    disconnect: new Emitter(),
    events: new Emitter(),
    'session-changed': new Emitter(),
    'session-gone': new Emitter(),
    notice: new Emitter(),
    signal: new Emitter(),
  };
  #state: State = { kind: 'stopped' };
  #failures = 0;
  #retryInMs: number | undefined;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#pending = new PendingRequests({ clock: parts.clock, onOverdue: () => this.reconnect() });
  }

  get connected(): boolean {
    return this.#state.kind === 'live';
  }

  /** Connects and stays connected until the returned function is called. */
  start(): Unsubscribe {
    const stopListening = this.#parts.page.on('wake', () => this.#wake());
    this.#connect();
    return () => {
      stopListening();
      this.#end({ kind: 'stopped' });
      this.#parts.status.stop();
    };
  }

  /** Replaces the socket at once: it is dead, or the login has changed. */
  reconnect(): void {
    if (this.#state.kind === 'stopped') return;
    this.#failures = 0;
    this.#end({ kind: 'waiting', stopTimer: () => {} });
    // A listener of `disconnect` may have stopped or restarted it.
    if (this.#state.kind === 'waiting') this.#connect();
  }

  request<Name extends RequestName>(
    name: Name,
    request: RequestOf<Name>,
    answer: (outcome: Outcome<Name>) => void,
    timeoutMs: number = REQUEST_TIMEOUT_MS,
  ): void {
    if (this.#state.kind !== 'live') return answer('lost');
    // Cast: what the server, of this very protocol version, answers to `name`, or `lost`.
    const settle = this.#pending.add(timeoutMs, (ack) => answer(ack as AckOf<Name> | 'lost'));
    this.#state.socket.emit(name, request, settle);
  }

  signal(signal: Signal): void {
    if (this.#state.kind === 'live') this.#state.socket.emit('signal', signal);
  }

  on<Name extends keyof PortEvents>(event: Name, listener: (payload: PortEvents[Name]) => void): Unsubscribe {
    return this.#emitters[event].on(listener);
  }

  #connect(): void {
    const { openSocket, clock } = this.#parts;
    const socket = openSocket({
      onEvent: (event, payload) => this.#receive(socket, event, payload),
      onRefused: (refusal) => this.#refuse(refusal),
      onClose: () => this.#retry(),
    });
    const stopTimer = clock.after(CONNECT_TIMEOUT_MS, () => this.#retry());
    this.#state = { kind: 'connecting', socket, sinceMs: clock.now(), stopTimer };
    this.#showDown();
  }

  #receive<Name extends ServerEventName>(socket: RawSocket, event: Name, payload: ServerPayload<Name>): void {
    if (event === 'hello') {
      // Cast: the payload of the event named `hello`.
      if (this.#state.kind === 'connecting') this.#goLive(socket, this.#state.stopTimer, payload as Hello);
      return;
    }
    if (this.#state.kind !== 'live') return;
    if (event === 'notice') {
      // Cast: the payload of the event named `notice`.
      const notice = payload as ServerPayload<'notice'>;
      this.#retryInMs = notice.kind === 'restarting' ? notice.retryInMs : retryAfterClosing(notice.code);
      this.#parts.status.notice(notice);
    }
    // Cast: every event but `hello` has its emitter, and the two maps agree on payloads.
    (this.#emitters as Record<string, Emitter<unknown> | undefined>)[event]?.emit(payload);
  }

  #goLive(socket: RawSocket, stopTimer: Unsubscribe, hello: Hello): void {
    stopTimer();
    this.#state = { kind: 'live', socket, sinceMs: this.#parts.clock.now() };
    this.#retryInMs = undefined;
    this.#parts.status.live(hello);
    this.#emitters.connect.emit(hello);
  }

  #refuse({ code, retryAfterMs }: Partial<Refusal> = {}): void {
    if (code !== 'unauthorized' && code !== 'upgrade-required') {
      this.#retryInMs = retryAfterMs;
      return this.#retry();
    }
    this.#end({ kind: 'refused' });
    this.#parts.status.down(code);
  }

  /** The attempt or the socket is over: tries again after a while. */
  #retry(): void {
    const { clock, random } = this.#parts;
    if (this.#state.kind === 'live' && clock.now() - this.#state.sinceMs >= STABLE_MS) this.#failures = 0;
    const delayMs =
      this.#retryInMs === undefined ? backoffMs(this.#failures, random) : this.#retryInMs * (0.5 + random());
    this.#retryInMs = undefined;
    this.#failures += 1;
    this.#end({ kind: 'waiting', stopTimer: clock.after(delayMs, () => this.#connect()) });
    this.#showDown();
  }

  #wake(): void {
    const { clock } = this.#parts;
    const state = this.#state;
    const isStale = state.kind === 'connecting' && clock.now() - state.sinceMs >= STALE_ATTEMPT_MS;
    if (state.kind === 'waiting' || state.kind === 'refused' || isStale) return this.reconnect();
    if (state.kind === 'connecting') this.#showDown();
  }

  /** Leaves the present state; whoever waits for an answer over its socket learns that it is lost. */
  #end(next: State): void {
    const before = this.#state;
    this.#state = next;
    if (before.kind === 'connecting' || before.kind === 'waiting') before.stopTimer();
    if (before.kind === 'connecting' || before.kind === 'live') before.socket.close();
    if (before.kind !== 'live') return;
    if (next.kind !== 'stopped') this.#showDown();
    this.#emitters.disconnect.emit(undefined);
    this.#pending.loseAll();
  }

  #showDown(): void {
    this.#parts.status.down(this.#parts.page.online ? 'connecting' : 'offline');
  }
}

/** Undefined: at once, since the handshake then tells whether the login has ended. */
function retryAfterClosing(code: ErrorCode): number | undefined {
  return code === 'unauthorized' ? undefined : CLOSED_RETRY_MS;
}
