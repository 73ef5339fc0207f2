import pg from 'pg';

/** Counts what a connection receives, and closes it beyond a limit: before a value is whole it can't be refused. */
export class ByteMeter {
  readonly #stream: { destroy(): unknown };
  #left = Infinity;
  exceeded = false;

  constructor(stream: { destroy(): unknown; on(event: 'data', listener: (chunk: Buffer) => void): unknown }) {
    this.#stream = stream;
    stream.on('data', (chunk) => {
      this.#left -= chunk.length;
      if (this.#left >= 0 || this.exceeded) return;
      this.exceeded = true;
      this.#stream.destroy();
    });
  }

  /** From now on. */
  allow(bytes: number): void {
    this.#left = bytes;
  }
}

interface MeteredConnection {
  readonly client: pg.PoolClient;
  readonly processId: number;
  readonly meter: ByteMeter;
  close(): void;
}

export interface MeteredPool {
  /** `processId` is the connection's process in Postgres; `close` closes its socket without a word. */
  connect(): Promise<MeteredConnection>;
  /** Whether the next `connect` finds one that is open. */
  readonly hasIdle: boolean;
  /** Closes one that lies idle; false when there is none. */
  closeIdle(): boolean;
  end(): Promise<void>;
}

/** A small pool that closes what is idle, for a login that is not trusted. `settings` outrank those of the role. */
export function createMeteredPool(options: {
  url: string;
  user: string;
  password: string;
  database: string;
  connections: number;
  settings: Readonly<Record<string, string | number>>;
  onError: (error: Error) => void;
  onOpen: () => void;
  onClose: () => void;
}): MeteredPool {
  const address = new URL(options.url);
  address.username = options.user;
  address.password = options.password;
  address.pathname = `/${options.database}`;
  const settings = Object.entries(options.settings).map(
    ([name, value]) => `-c ${name}=${String(value).replaceAll(' ', '\\ ')}`,
  );
  const pool = new pg.Pool({
    connectionString: address.href,
    application_name: 'holdfast-workbench',
    options: settings.join(' '),
    max: options.connections,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  });
  // The pool listens to those that are idle; one that breaks while it is lent must not take the process along.
  pool.on('connect', (client) => {
    client.on('error', options.onError);
    options.onOpen();
  });
  pool.on('remove', options.onClose);
  pool.on('error', () => undefined);
  const meters = new WeakMap<pg.PoolClient, ByteMeter>();
  return {
    get hasIdle() {
      return pool.idleCount > 0;
    },
    closeIdle() {
      if (pool.idleCount === 0) return false;
      // The pool lends an idle one before it opens another, and has no shorter way to close it.
      pool.connect().then(
        (client) => client.release(true),
        () => undefined,
      );
      return true;
    },
    async connect() {
      const client = await pool.connect();
      const { connection, processID } = toWire(client);
      const meter = meters.get(client) ?? new ByteMeter(connection.stream);
      meters.set(client, meter);
      meter.allow(Infinity);
      return { client, meter, processId: processID, close: () => connection.stream.destroy() };
    },
    end: () => pool.end(),
  };
}

/** Cast: pg has both on every connected client and does not declare them. */
function toWire(client: pg.PoolClient): { connection: pg.Connection; processID: number } {
  return client as unknown as { connection: pg.Connection; processID: number };
}
