import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PATIENCE_MS = 40_000;

/** A program of this project as somebody types it, with what it wrote. */
export class Command {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #output = '';
  #complaints = '';

  constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    const { PATH = '', HOME = '' } = process.env;
    this.#child = spawn(process.execPath, [...args], {
      cwd: ROOT,
      stdio: ['pipe', 'pipe', 'pipe'],
      // A developer's keys must not reach it.
      env: { NODE_ENV: 'development', PATH, HOME, ...env },
    });
    this.#ended = once(this.#child, 'close');
    this.#child.stdout?.on('data', (bytes: Buffer) => (this.#output += bytes.toString()));
    this.#child.stderr?.on('data', (bytes: Buffer) => (this.#complaints += bytes.toString()));
  }

  get text(): string {
    return `${this.#output}${this.#complaints}`;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async end(): Promise<{ code: number | null; output: string; complaints: string }> {
    await this.#ended;
    return { code: this.#child.exitCode, output: this.#output, complaints: this.#complaints };
  }

  /** Resolves when it has written this. */
  async says(text: string): Promise<void> {
    const timeout = AbortSignal.timeout(PATIENCE_MS);
    while (!this.text.includes(text)) {
      if (this.#child.exitCode !== null || timeout.aborted)
        throw new Error(`it does not say "${text}" but:\n${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
