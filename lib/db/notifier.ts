import type pg from 'pg';
import type { Clock } from '#lib/base/clock.ts';

export interface Hint {
  readonly channel: string;
  readonly key: string;
  readonly value: string;
}

const POSTGRES_CHANNEL = 'holdfast';
const MAX_PAYLOAD_BYTES = 7_500;

/**
 * LISTEN/NOTIFY on one connection of its own, reconnected for ever. Hints are merged for `windowMs` and sent as one
 * NOTIFY: a commit with NOTIFY takes a lock of the whole database, so there must be few.
 */
export class Notifier {
  readonly #connect: () => pg.Client;
  readonly #clock: Clock;
  readonly #node: string;
  readonly #windowMs: number;
  readonly #onHint: (hint: Hint) => void;
  readonly #onConnected: () => void;
  readonly #onError: (error: unknown) => void;
  readonly #pending = new Map<string, Hint>();
  #client: pg.Client | undefined;
  /** The connection that has not answered the last NOTIFY yet. */
  #busy: pg.Client | undefined;
  #cancelFlush: (() => void) | undefined;
  #cancelReconnect: (() => void) | undefined;
  #stopped = false;

  constructor(dependencies: {
    /** A connection that is not connected yet. */
    connect: () => pg.Client;
    clock: Clock;
    node: string;
    windowMs: number;
    onHint: (hint: Hint) => void;
    /** Listening from now on; what was said before may have been missed. */
    onConnected: () => void;
    onError: (error: unknown) => void;
  }) {
    this.#connect = dependencies.connect;
    this.#clock = dependencies.clock;
    this.#node = dependencies.node;
    this.#windowMs = dependencies.windowMs;
    this.#onHint = dependencies.onHint;
    this.#onConnected = dependencies.onConnected;
    this.#onError = dependencies.onError;
  }

  async start(): Promise<void> {
    const client = this.#connect();
    client.on('error', this.#onError);
    client.on('end', () => this.#lose(client));
    client.on('notification', (message) => this.#hear(message.payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${POSTGRES_CHANNEL}`);
    } catch (error) {
      this.#onError(error);
      this.#lose(client);
      return;
    }
    if (this.#stopped) return void (await client.end());
    this.#client = client;
    this.#onConnected();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelFlush?.();
    this.#cancelReconnect?.();
    await this.#client?.end();
  }

  send(hint: Hint): void {
    this.#pending.set(`${hint.channel} ${hint.key}`, hint);
    this.#cancelFlush ??= this.#clock.after(this.#windowMs, () => this.#flush());
  }

  #lose(client: pg.Client): void {
    if (this.#client === client) this.#client = undefined;
    client.removeAllListeners('end');
    client.end().catch(() => undefined);
    if (this.#stopped) return;
    this.#cancelReconnect?.();
    this.#cancelReconnect = this.#clock.after(500, () => void this.start());
  }

  /** Best effort: what can't be sent is found by the others' poll. */
  #flush(): void {
    this.#cancelFlush = undefined;
    const client = this.#client;
    // One at a time: what comes meanwhile is merged, not queued in a connection that may be dead.
    if (client && client === this.#busy) {
      this.#cancelFlush = this.#clock.after(this.#windowMs, () => this.#flush());
      return;
    }
    const hints = [...this.#pending.values()];
    this.#pending.clear();
    if (client) void this.#notify(client, this.#toPayloads(hints));
  }

  async #notify(client: pg.Client, payloads: readonly string[]): Promise<void> {
    this.#busy = client;
    try {
      for (const payload of payloads) {
        await client.query({
          name: 'holdfast_notify',
          text: 'SELECT pg_notify($1, $2)',
          values: [POSTGRES_CHANNEL, payload],
        });
      }
    } catch (error) {
      this.#onError(error);
      if (this.#client === client) this.#lose(client);
    } finally {
      if (this.#busy === client) this.#busy = undefined;
    }
  }

  #toPayloads(hints: readonly Hint[]): string[] {
    const payloads: string[] = [];
    let lines = this.#node;
    for (const { channel, key, value } of hints) {
      const line = `\n${channel} ${key} ${value}`;
      if (lines.length + line.length > MAX_PAYLOAD_BYTES) {
        payloads.push(lines);
        lines = this.#node;
      }
      lines += line;
    }
    payloads.push(lines);
    return payloads;
  }

  #hear(payload: string): void {
    const [node, ...lines] = payload.split('\n');
    if (node === this.#node) return;
    for (const line of lines) {
      const [channel = '', key = '', value = ''] = line.split(' ');
      this.#onHint({ channel, key, value });
    }
  }
}
