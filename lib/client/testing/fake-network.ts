import type { OpenSocket, RawSocketHandlers, Refusal, ServerEventName } from '../raw-socket.ts';

/** What is on its way. A frame of a socket that has closed is delivered to nobody. */
export interface Frame {
  readonly to: 'client' | 'server';
  readonly kind: 'open' | 'event' | 'ack';
  readonly name: string;
  deliver(): void;
}

/** The server's end of one socket. */
export interface ServerPeer {
  readonly isOpen: boolean;
  emit(event: ServerEventName, payload: unknown): void;
  /** `reply` sends the ack; a second call is ignored by the client, as Socket.IO does. */
  onRequest(listener: (name: string, request: unknown, reply: (ack: unknown) => void) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/**
 * A network in memory: nothing arrives before it is delivered, so a test or a simulation decides about order, loss and
 * repetition. Payloads are copied, as on a wire.
 */
export class FakeNetwork {
  inFlight: Frame[] = [];
  /** False: attempts to connect fail. */
  isReachable = true;
  /** What attempts are refused with. */
  refusal: Refusal | undefined;
  /** True: frames vanish and no end is told, as behind a firewall that lost its state. */
  isBlackHole = false;
  onConnection: (peer: ServerPeer) => void = () => {};
  readonly #open = new Set<Wire>();

  readonly openSocket: OpenSocket = (handlers) => {
    const wire = new Wire(this, handlers);
    wire.send('client', 'open', 'open', () => this.#accept(wire, handlers));
    return {
      emit: (event, payload, acknowledge) => wire.request(event, payload, acknowledge),
      close: () => this.#close(wire, 'server'),
    };
  };

  get openSockets(): number {
    return this.#open.size;
  }

  /** Delivers everything, and what that sets off, oldest first. */
  deliverAll(): void {
    for (let count = 0; this.inFlight.length > 0; count++) {
      if (count > 100_000) throw new Error('cannot deliver all frames: each sets off another one');
      this.deliver(0);
    }
  }

  deliver(index: number): void {
    const [frame] = this.inFlight.splice(index, 1);
    frame?.deliver();
  }

  /** Ends all connections; both ends are told, frames in flight are lost. */
  dropConnections(): void {
    for (const wire of this.#open) this.#close(wire, 'both');
  }

  #accept(wire: Wire, handlers: RawSocketHandlers): void {
    if (!this.isReachable || this.refusal) {
      wire.isOpen = false;
      handlers.onRefused(this.isReachable ? this.refusal : undefined);
      return;
    }
    this.#open.add(wire);
    this.onConnection({
      get isOpen() {
        return wire.isOpen;
      },
      emit: (event, payload) => wire.emit(event, payload),
      onRequest: (listener) => (wire.onRequest = listener),
      onClose: (listener) => (wire.onServerClose = listener),
      close: () => this.#close(wire, 'both'),
    });
  }

  #close(wire: Wire, tell: 'server' | 'both'): void {
    if (!wire.isOpen) return;
    wire.isOpen = false;
    this.#open.delete(wire);
    wire.onServerClose();
    if (tell === 'both') wire.handlers.onClose();
  }
}

class Wire {
  isOpen = true;
  readonly handlers: RawSocketHandlers;
  onRequest: (name: string, request: unknown, reply: (ack: unknown) => void) => void = () => {};
  onServerClose: () => void = () => {};
  readonly #network: FakeNetwork;

  constructor(network: FakeNetwork, handlers: RawSocketHandlers) {
    this.#network = network;
    this.handlers = handlers;
  }

  send(to: Frame['to'], kind: Frame['kind'], name: string, deliver: () => void): void {
    if (!this.isOpen || (this.#network.isBlackHole && kind !== 'open')) return;
    this.#network.inFlight.push({
      to,
      kind,
      name,
      deliver: () => {
        if (this.isOpen) deliver();
      },
    });
  }

  emit(event: ServerEventName, payload: unknown): void {
    // Cast: tests and simulations emit what the protocol's types say.
    const copy = structuredClone(payload) as never;
    this.send('client', 'event', event, () => this.handlers.onEvent(event, copy));
  }

  request(name: string, payload: unknown, acknowledge?: (ack: unknown) => void): void {
    const copy = structuredClone(payload);
    let isAnswered = false;
    const reply = (ack: unknown) => {
      const ackCopy = structuredClone(ack);
      this.send('client', 'ack', name, () => {
        if (isAnswered) return;
        isAnswered = true;
        acknowledge?.(ackCopy);
      });
    };
    this.send('server', 'event', name, () => this.onRequest(name, copy, reply));
  }
}
