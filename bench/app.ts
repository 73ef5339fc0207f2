import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { readCpuSeconds } from './child.ts';
import { pause } from './clock.ts';

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

/** The real server, as `npm start` runs it, with its model provider and its database elsewhere. */
export class App {
  readonly port: number;
  readonly origin: string;
  readonly #env: Record<string, string>;
  process: ChildProcess | undefined;

  constructor(options: { port: number; databaseUrl: string; modelUrl: string; env?: Record<string, string> }) {
    this.port = options.port;
    this.origin = `http://127.0.0.1:${options.port}`;
    this.#env = {
      ...unlimited,
      NODE_ENV: 'production',
      PORT: String(options.port),
      PUBLIC_URL: this.origin,
      DATABASE_URL: options.databaseUrl,
      HOLDFAST_SECRET: 'a secret of the bench that guards nothing at all',
      OPENAI_API_KEY: 'bench',
      MODEL: 'openai:demo-kelp',
      OPENAI_BASE_URL: `${options.modelUrl}/v1`,
      LOG_LEVEL: 'error',
      ...options.env,
    };
  }

  get pid(): number {
    return this.process?.pid ?? 0;
  }

  async start(): Promise<void> {
    this.process = spawn(process.execPath, ['server.ts'], { env: { ...process.env, ...this.#env }, stdio: 'inherit' });
    for (const until = Date.now() + 60_000; Date.now() < until; await pause(50)) {
      const ready = await fetch(`${this.origin}/readyz`).catch(() => undefined);
      if (ready?.ok) return;
      if (this.process.exitCode !== null) break;
    }
    throw new Error('cannot measure the app: it does not get ready');
  }

  cpuSeconds(): number {
    return readCpuSeconds(this.pid);
  }

  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** The cookie of a new guest. */
  async signIn(): Promise<string> {
    const response = await fetch(`${this.origin}/api/auth/sign-in/anonymous`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.origin },
      body: '{}',
    });
    return response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
  }
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Cast: a server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
