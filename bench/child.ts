import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** A target, measured from outside. It says where it listens when it can be used. */
export class Child {
  readonly process: ChildProcess;
  readonly ready: Record<string, unknown>;

  private constructor(process: ChildProcess, ready: Record<string, unknown>) {
    this.process = process;
    this.ready = ready;
  }

  static async start(
    file: string,
    env: Record<string, string> = {},
    nodeArgs: string[] = [],
  ): Promise<Child> {
    const child = fork(file, {
      env: { ...process.env, ...env },
      execArgv: nodeArgs,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
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

  /** The targets end when nobody talks to them any more; so they do when the bench dies. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.disconnect();
    await ended;
  }
}

/** Of a process and of its children that have ended. From /proc, so Linux only; NaN elsewhere. */
export function readCpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}
