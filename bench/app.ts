import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { readCpuSeconds } from './child.ts';
import { pause } from './clock.ts';
import type { World } from './scenario.ts';
import type { Door } from './viewer.ts';

/** Limits that protect people would only cap the load here. */
const unlimited = {
  HOLDFAST_SOCKETS_PER_USER: '100000',
  HOLDFAST_RUNNING_RUNS_PER_USER: '100000',
  HOLDFAST_RUNS_PER_WORKER: '100000',
  HOLDFAST_SESSIONS_PER_SOCKET: '100000',
  HOLDFAST_HANDSHAKES_PER_MINUTE: '100000',
  HOLDFAST_COMMAND_BURST: '100000',
  HOLDFAST_COMMANDS_PER_SECOND: '100000',
  HOLDFAST_READ_BURST: '100000',
  HOLDFAST_READS_PER_SECOND: '100000',
};

interface AppOptions {
  databaseUrl: string;
  env?: Record<string, string>;
}

export const BENCH_SECRET = 'a secret of the bench that guards nothing at all';

/** The real server, as `npm start` runs it, with its model provider and its database elsewhere. */
export class App {
  readonly origin: string;
  readonly #env: Record<string, string>;
  readonly #nodeArgs: string[];
  #process: ChildProcess | undefined;

  private constructor(world: World, port: number, { databaseUrl, env }: AppOptions) {
    this.origin = `http://127.0.0.1:${port}`;
    this.#nodeArgs = world.plan.nodeArgs;
    this.#env = {
      ...unlimited,
      NODE_ENV: 'production',
      PORT: String(port),
      PUBLIC_URL: this.origin,
      DATABASE_URL: databaseUrl,
      HOLDFAST_SECRET: BENCH_SECRET,
      OPENAI_API_KEY: 'bench',
      MODEL: 'openai:demo-kelp',
      OPENAI_BASE_URL: `${world.modelUrl}/v1`,
      LOG_LEVEL: 'error',
      ...env,
    };
  }

  static async start(world: World, options: AppOptions): Promise<App> {
    const app = new App(world, await findFreePort(), options);
    await app.start();
    return app;
  }

  /** Again, at the same address, after it was killed. */
  async start(): Promise<void> {
    const env = { ...process.env, ...this.#env };
    const stdio: ('ignore' | 'inherit')[] = ['ignore', 'inherit', 'inherit'];
    const child = spawn(process.execPath, [...this.#nodeArgs, 'server.ts'], { env, stdio });
    this.#process = child;
    for (const until = Date.now() + 60_000; Date.now() < until; await pause(20)) {
      const ready = await fetch(`${this.origin}/readyz`).catch(() => undefined);
      if (ready?.ok) return;
      if (child.exitCode !== null) break;
    }
    throw new Error('cannot measure the app: it does not get ready');
  }

  cpuSeconds(): number {
    return readCpuSeconds(this.#process?.pid ?? 0);
  }

  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  /** Which a frozen process obeys, too. */
  kill(): Promise<void> {
    return this.stop('SIGKILL');
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** The door of another node, for the same guest. */
  sameGuest({ headers }: Required<Door>): Required<Door> {
    return { url: this.origin, headers: { ...headers, origin: this.origin } };
  }

  /** As a new guest. */
  async signIn(): Promise<Required<Door>> {
    const { origin } = this;
    const response = await fetch(`${origin}/api/auth/sign-in/anonymous`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: '{}',
    });
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    return { url: origin, headers: { cookie: cookies.join('; '), origin } };
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Cast: a server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
