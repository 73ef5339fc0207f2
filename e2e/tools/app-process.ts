import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { waitUntil } from './wait-until.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;
const MAX_LOG_CHARS = 2_000_000;

/** Waits and limits that a person would not notice, and a test would: scaled down, or out of the way. */
const testEnvironment: Readonly<NodeJS.ProcessEnv> = {
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  HOLDFAST_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
  DEMO_MODEL_FAULTS: 'on',
  DEMO_MODEL_WORDS_PER_SECOND: '400',
  HOLDFAST_LEASE_MS: '3000',
  HOLDFAST_HEARTBEAT_MS: '500',
  HOLDFAST_CLAIM_POLL_MS: '300',
  HOLDFAST_PING_INTERVAL_MS: '2000',
  HOLDFAST_PING_TIMEOUT_MS: '2000',
  HOLDFAST_GUESTS_PER_MINUTE: '10000',
  HOLDFAST_SIGN_INS_PER_MINUTE: '10000',
  HOLDFAST_HANDSHAKES_PER_MINUTE: '10000',
};

export interface AppOptions {
  /** Holds the embedded Postgres when there is no `databaseUrl`. */
  dataDir: string;
  databaseUrl?: string;
  env?: Readonly<Record<string, string>>;
}

/** The real server, `server.ts`, as a process of its own that can be killed, frozen and started again at the same port. */
export class AppProcess {
  readonly #options: AppOptions;
  #port = 0;
  #child: ChildProcess | undefined;
  /** The exit that is wanted; any other is a crash. */
  #isLeaving = false;
  #crashes: string[] = [];
  #log = '';

  constructor(options: AppOptions) {
    this.#options = options;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get dataDir(): string {
    return this.#options.dataDir;
  }

  /** Of the database it was given. */
  get databaseUrl(): string {
    return this.#options.databaseUrl ?? '';
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** Everything that it wrote since the first start. */
  get log(): string {
    return this.#log;
  }

  /** What never may happen, whatever a test did to it. [I13] */
  get faults(): readonly string[] {
    const lines = this.#log
      .split('\n')
      .filter((line) => /unhandled ?rejection|uncaught ?exception/i.test(line));
    return [...this.#crashes, ...lines];
  }

  /** Resolves when it takes requests. */
  async start(): Promise<void> {
    this.#port ||= await findFreePort();
    this.#isLeaving = false;
    const child = spawn(process.execPath, ['server.ts'], {
      cwd: ROOT,
      env: this.environment,
      stdio: 'pipe',
    });
    this.#child = child;
    const listen = (bytes: Buffer): void => {
      this.#log = (this.#log + bytes.toString()).slice(-MAX_LOG_CHARS);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code, signal) => {
      this.#child = undefined;
      if (!this.#isLeaving) this.#crashes.push(`the server ended with ${code ?? signal}`);
    });
    await waitUntil(() => this.#isReady(), 'the server is ready', START_TIMEOUT_MS).catch(
      (error: unknown) => {
        throw new Error(`cannot start the server: ${this.#log.slice(-4_000)}`, { cause: error });
      },
    );
  }

  /** As if the power failed. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** As a deployment stops it. */
  terminate(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** Stops its clock: it holds its sockets and its lease, and does nothing. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  /** For the end of a test: however it is, it is gone afterwards. */
  async stop(): Promise<void> {
    if (!this.#child) return;
    this.thaw();
    await this.terminate().catch(() => this.kill());
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#isLeaving = true;
    const exited = once(child, 'exit');
    child.kill(signal);
    const timeout = AbortSignal.timeout(STOP_TIMEOUT_MS);
    await Promise.race([exited, once(timeout, 'abort')]);
    if (this.#child)
      throw new Error(`cannot stop the server: it ignored ${signal} for ${STOP_TIMEOUT_MS} ms`);
  }

  async #isReady(): Promise<boolean> {
    if (!this.#child) throw new Error('it ended');
    return fetch(`${this.url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  }

  /**
   * Its own, also for commands that are typed beside it. Of what surrounds a test only what a program needs: a
   * developer's keys must not reach it.
   */
  get environment(): NodeJS.ProcessEnv {
    const { dataDir, databaseUrl, env } = this.#options;
    const { PATH = '', HOME = '' } = process.env;
    return {
      PATH,
      HOME,
      ...testEnvironment,
      PORT: String(this.#port),
      HOLDFAST_DATA_DIR: dataDir,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...env,
    };
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen(0, '127.0.0.1'), 'listening');
  // Cast: a server that listens on TCP has an address with a port.
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
