import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** A process that is measured from outside. It says `{ ready: ... }` when it can be used. */
export class Child {
  readonly process: ChildProcess;
  readonly ready: Record<string, unknown>;

  private constructor(process: ChildProcess, ready: Record<string, unknown>) {
    this.process = process;
    this.ready = ready;
  }

  static async start(file: string, env: Record<string, string> = {}): Promise<Child> {
    const child = fork(file, { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const [message] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]): never => {
        throw new Error(`${file} ended with ${code}`);
      }),
    ]);
    // Cast: the targets beside this file say nothing else first.
    return new Child(child, message as Record<string, unknown>);
  }

  get port(): number {
    return Number(this.ready.port);
  }

  send(message: object): void {
    this.process.send(message);
  }

  /** CPU seconds used so far, user and system. */
  cpuSeconds(): number {
    return readCpuSeconds(this.process.pid ?? 0);
  }

  rssKb(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.process.pid}/status`, 'utf8'))?.[1]);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }
}

/** From /proc, so Linux only; NaN elsewhere. */
export function readCpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}
