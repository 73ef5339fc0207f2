import { type IncomingMessage, request as sendRequest } from 'node:http';
import { Readable, Transform, pipeline } from 'node:stream';
import { AppError } from '#lib/protocol/error.ts';
import { type Dial, GuardedAgent, type Resolve } from './guarded-agent.ts';

export type FetchLimits = {
  readonly connectTimeoutMs: number;
  /** Of a whole exchange, the body included. */
  readonly exchangeTimeoutMs: number;
  readonly maxResponseBytes: number;
};

type GuardedRequest = {
  readonly method: 'POST' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
};

/** No content, so no body either. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Requests to one server that somebody else runs. Not `fetch`: that follows redirects, unpacks what it did not ask for,
 * and connects by itself. Here a redirect is an error, an encoded body is refused rather than unpacked, and reading stops
 * at the cap: no more than that is ever held. [X50] [X51] [X52] [X53]
 */
export class GuardedFetch {
  readonly #url: URL;
  readonly #limits: FetchLimits;
  readonly #agent: GuardedAgent;

  constructor(options: {
    url: URL;
    limits: FetchLimits;
    resolve?: Resolve | undefined;
    dial?: Dial | undefined;
  }) {
    const { url, limits, resolve, dial } = options;
    this.#url = url;
    this.#limits = limits;
    this.#agent = new GuardedAgent({ url, connectTimeoutMs: limits.connectTimeoutMs, resolve, dial });
  }

  async send({ method, headers, body, signal }: GuardedRequest): Promise<Response> {
    const timeout = AbortSignal.timeout(this.#limits.exchangeTimeoutMs);
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = sendRequest({
        agent: this.#agent,
        method,
        path: `${this.#url.pathname}${this.#url.search}`,
        headers: {
          ...headers,
          host: this.#url.host,
          'accept-encoding': 'identity',
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      request.once('error', (error) => reject(timeout.aborted ? tooSlow(error) : error));
      request.once('response', resolve);
      request.end(body);
    });
    return this.#toResponse(message);
  }

  /** Closes all connections, also those that are in use. */
  close(): void {
    this.#agent.destroy();
  }

  get openSockets(): number {
    const { sockets, freeSockets } = this.#agent;
    return [...Object.values(sockets), ...Object.values(freeSockets)].flat().length;
  }

  #toResponse(message: IncomingMessage): Response {
    const status = message.statusCode ?? 0;
    const encoding = message.headers['content-encoding'] ?? 'identity';
    const fault =
      status >= 300 && status < 400 && status !== 304
        ? 'it answered with a redirect'
        : encoding !== 'identity'
          ? `it encoded its answer as ${encoding.slice(0, 20)} without being asked to`
          : undefined;
    if (fault) {
      message.on('error', () => undefined).destroy();
      throw new AppError('forbidden', `cannot use the server: ${fault}`);
    }
    const headers = new Headers();
    for (const [name, value] of Object.entries(message.headers)) {
      if (typeof value === 'string') headers.set(name, value);
    }
    if (bodiless.has(status)) {
      message.resume();
      return new Response(null, { status, headers });
    }
    const capped = capBytes(this.#limits.maxResponseBytes);
    // Whichever of both ends first ends the other: a reader that has enough closes the socket.
    pipeline(message, capped, () => undefined);
    // Cast: Node's type of a web stream and the browser's are the same stream under two names.
    return new Response(Readable.toWeb(capped) as ReadableStream<Uint8Array<ArrayBuffer>>, {
      status,
      headers,
    });
  }
}

function capBytes(maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= maxBytes) done(null, chunk);
      else
        done(new AppError('too-long', `cannot read the server's answer: it has more than ${maxBytes} bytes`));
    },
  });
}

function tooSlow(cause: unknown): AppError {
  return new AppError('busy', "cannot read the server's answer: it took too long", { cause });
}
