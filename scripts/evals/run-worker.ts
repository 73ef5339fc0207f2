import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LEASH = new URL('./run-leash.ts', import.meta.url).href;
const STOP_TIMEOUT_MS = 30_000;
const MAX_TAIL_CHARS = 4_000;

/** A node of this installation that runs models and serves no pages: `server.ts` under the very same configuration. */
export class RunWorker {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #exited: Promise<unknown>;
  #tail = '';
  #isStopping = false;

  static async start(): Promise<RunWorker> {
    return new RunWorker(await findFreePort());
  }

  private constructor(port: number) {
    // In a group of its own: a terminal's Ctrl-C is for the command, which then asks the eval run to stop.
    this.#child = spawn(process.execPath, ['--import', LEASH, 'server.ts'], {
      cwd: ROOT,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ROLE: 'worker', PORT: String(port), DEMO_MODEL_PORT: '0' },
    });
    this.#exited = once(this.#child, 'exit').catch((error: unknown) => this.#remember(String(error)));
    // It ends while we write: nothing is written, so nothing is lost.
    this.#child.stdin.on('error', () => undefined);
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream.on('data', (bytes: Buffer) => this.#remember(bytes.toString()));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Why it is gone though nobody stopped it, with its last words. */
  get fault(): string | undefined {
    const { exitCode, signalCode, pid } = this.#child;
    const isGone = pid === undefined || exitCode !== null || signalCode !== null;
    if (!isGone || this.#isStopping) return undefined;
    return `the worker ended with ${exitCode ?? signalCode ?? 'a fault'}:\n${this.#tail.trim()}`;
  }

  /** Gives back what it works on. Resolves when it is gone. */
  async stop(): Promise<void> {
    if (this.fault !== undefined) return;
    this.#isStopping = true;
    this.#child.kill('SIGTERM');
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.#exited;
    clearTimeout(kill);
  }

  #remember(text: string): void {
    this.#tail = (this.#tail + text).slice(-MAX_TAIL_CHARS);
  }
}

/** Of a worker's own tools, which it reaches by HTTP. */
async function findFreePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen(0, '127.0.0.1'), 'listening');
  // Cast: a server that listens on TCP has an address with a port.
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
