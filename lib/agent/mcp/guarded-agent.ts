import { lookup } from 'node:dns/promises';
import { Agent } from 'node:http';
import { connect as connectPlain, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { AppError } from '#lib/protocol/error.ts';
import { isInZone } from './address-rules.ts';
import { hostOf, parseServerUrl, portOf, zoneOf } from './server-url.ts';

/** Asks for the addresses of a name, as the operating system does. */
export type Resolve = (host: string) => Promise<readonly { readonly address: string }[]>;

/** Opens a connection to an address that was checked. `host` is what the server's certificate must be made out to. */
export type Dial = (to: {
  readonly address: string;
  readonly port: number;
  readonly host: string;
  readonly secure: boolean;
}) => Duplex;

/** More are a list that somebody made up to be walked through. */
const MAX_ADDRESSES = 4;

const resolveName: Resolve = (host) => lookup(host, { all: true });

export const dialSocket: Dial = ({ address, port, host, secure }) =>
  secure
    ? connectTls({ host: address, port, ...(isIP(host) === 0 ? { servername: host } : {}) })
    : connectPlain({ host: address, port });

type GuardedAgentOptions = {
  url: URL;
  connectTimeoutMs: number;
  resolve?: Resolve | undefined;
  dial?: Dial | undefined;
};

/**
 * The connections to one server. Guarantee: every one of them goes to an address that was checked a moment before, since
 * this is where connections are made: a name is resolved once per connection, and the socket is opened to that address
 * and not to the name. So neither a spelling nor a second answer of the resolver leads elsewhere. [X50] [X51]
 */
export class GuardedAgent extends Agent {
  readonly #url: URL;
  readonly #connectTimeoutMs: number;
  readonly #resolve: Resolve;
  readonly #dial: Dial;
  #closed = false;

  constructor({ url, connectTimeoutMs, resolve = resolveName, dial = dialSocket }: GuardedAgentOptions) {
    super({ keepAlive: true, maxSockets: 64, maxFreeSockets: 4 });
    this.#url = parseServerUrl(url.href);
    this.#connectTimeoutMs = connectTimeoutMs;
    this.#resolve = resolve;
    this.#dial = dial;
  }

  override createConnection(
    _options: object,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    void this.#answer(callback);
  }

  override destroy(): void {
    this.#closed = true;
    super.destroy();
  }

  async #answer(callback: ((error: Error | null, stream: Duplex) => void) | undefined): Promise<void> {
    try {
      const stream = await this.#connect();
      callback?.(null, stream);
    } catch (error) {
      // Cast: with an error there is no stream. Node's type of the callback does not know that case.
      callback?.(error as Error, undefined as unknown as Duplex);
    }
  }

  /** To the first address that answers: a host may have one of a family that leads nowhere from here. */
  async #connect(): Promise<Duplex> {
    const deadline = AbortSignal.timeout(this.#connectTimeoutMs);
    let failure: unknown;
    for (const address of await orAbort(this.#findAddresses(), deadline)) {
      try {
        return await this.#open(address, deadline);
      } catch (error) {
        failure = error;
        if (deadline.aborted || this.#closed) break;
      }
    }
    throw failure;
  }

  async #open(address: string, deadline: AbortSignal): Promise<Duplex> {
    const secure = zoneOf(this.#url) === 'public';
    const stream = this.#dial({ address, port: portOf(this.#url), host: hostOf(this.#url), secure });
    const opened = Promise.withResolvers<void>();
    // Stays: an error that comes before the request listens must not end the process.
    stream.on('error', opened.reject);
    stream.once(secure ? 'secureConnect' : 'connect', () => opened.resolve());
    try {
      await orAbort(opened.promise, deadline);
      if (this.#closed) throw new AppError('gone', 'cannot connect: the connection was closed meanwhile');
    } catch (error) {
      stream.destroy();
      throw error;
    }
    return stream;
  }

  /** All addresses of a name must be fine: a name with one public and one private address is somebody's trick. */
  async #findAddresses(): Promise<readonly string[]> {
    const host = hostOf(this.#url);
    const found = isIP(host) === 0 ? await this.#resolve(host) : [{ address: host }];
    const addresses = found.map(({ address }) => address);
    const zone = zoneOf(this.#url);
    if (addresses.length === 0 || !addresses.every((address) => isInZone(address, zone)))
      throw new AppError('forbidden', `cannot connect to ${host}: its address is not allowed`);
    return addresses.slice(0, MAX_ADDRESSES);
  }
}

function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = () => reject(new AppError('busy', 'cannot connect: it took too long'));
    signal.addEventListener('abort', give, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}
