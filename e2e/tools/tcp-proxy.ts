import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { TcpLane } from './tcp-lane.ts';

/** `up` is what the client sends, `down` what it hears. */
export type Direction = 'up' | 'down';

const HOST = '127.0.0.1';
const bothDirections: readonly Direction[] = ['up', 'down'];

type Proxied = { readonly sockets: readonly [Socket, Socket]; readonly lanes: Record<Direction, TcpLane> };

/** A bad network in front of a TCP port of this machine: everything that a cable, a NAT or a lift does to a connection. */
export class TcpProxy {
  /** Added to every piece of data, in both directions. */
  latencyMs = 0;
  /** Data is passed on in pieces of so many bytes; 0: as it came. */
  sliceBytes = 0;
  readonly #targetPort: number;
  readonly #server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#accept(client));
  readonly #open = new Set<Proxied>();
  readonly #held = new Set<Direction>();
  #refuses = false;
  #accepted = 0;

  constructor(targetPort: number) {
    this.#targetPort = targetPort;
  }

  async start(): Promise<void> {
    await once(this.#server.listen(0, HOST), 'listening');
  }

  async stop(): Promise<void> {
    this.#server.close();
    for (const { sockets } of this.#open) for (const socket of sockets) socket.destroy();
    await once(this.#server, 'close');
  }

  get port(): number {
    // Cast: a server that listens on TCP has an address with a port.
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://${HOST}:${this.port}`;
  }

  /** Connections since the start, so that a test can tell that a client came back. */
  get accepted(): number {
    return this.#accepted;
  }

  get open(): number {
    return this.#open.size;
  }

  /** Resets what is open. */
  drop(): void {
    for (const { sockets } of this.#open) for (const socket of sockets) socket.resetAndDestroy();
  }

  /** Resets what is open and everything that comes, until `resume`. */
  cut(): void {
    this.#refuses = true;
    this.drop();
  }

  /** What is open goes half-open for ever: nothing arrives and nobody is told. New connections are well. */
  strand(directions: readonly Direction[] = bothDirections): void {
    for (const { lanes } of this.#open) for (const direction of directions) lanes[direction].hold();
  }

  /** Nothing arrives on any connection, old or new, until `resume`. */
  blackhole(directions: readonly Direction[] = bothDirections): void {
    for (const direction of directions) this.#held.add(direction);
    this.strand(directions);
  }

  /** A good network again: what was held back arrives, late but whole. */
  resume(): void {
    this.#refuses = false;
    this.#held.clear();
    for (const { lanes } of this.#open) for (const direction of bothDirections) lanes[direction].release();
  }

  #accept(client: Socket): void {
    this.#accepted += 1;
    if (this.#refuses) return void client.resetAndDestroy();
    const upstream = connect({ port: this.#targetPort, host: HOST, allowHalfOpen: true, noDelay: true });
    // A lane reads the settings of this proxy anew for each piece.
    const lanes = { up: new TcpLane(client, upstream, this), down: new TcpLane(upstream, client, this) };
    for (const direction of this.#held) lanes[direction].hold();
    const proxied: Proxied = { sockets: [client, upstream], lanes };
    this.#open.add(proxied);
    const forget = () => {
      if (client.destroyed && upstream.destroyed) this.#open.delete(proxied);
    };
    client.on('close', forget);
    upstream.on('close', forget);
  }
}
