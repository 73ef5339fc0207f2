import type { Clock } from '#lib/base/clock.ts';
import { claimEvalRun } from '#lib/db/eval-rows.ts';
import { EvalDrive, type DriveDependencies } from './eval-drive.ts';

/** Eval runs that one node drives side by side; they share its slots for trials. */
const MAX_DRIVES = 4;

/** The part of a worker that drives eval runs: claims those that nobody drives, and goes on where another node stopped. */
export class EvalDriver {
  readonly #node: string;
  readonly #clock: Clock;
  readonly #pollMs: number;
  readonly #drive: DriveDependencies;
  readonly #drives = new Map<EvalDrive, Promise<void>>();
  #state: 'idle' | 'running' | 'draining' = 'idle';
  #cancelPoll: (() => void) | undefined;
  #polling: Promise<void> | undefined;

  constructor(dependencies: { node: string; pollMs: number; drive: DriveDependencies }) {
    this.#node = dependencies.node;
    this.#clock = dependencies.drive.clock;
    this.#pollMs = dependencies.pollMs;
    this.#drive = dependencies.drive;
  }

  start(): void {
    this.#state = 'running';
    this.poke();
  }

  /** There may be something to claim. */
  poke(): void {
    if (this.#state !== 'running') return;
    this.#cancelPoll?.();
    this.#polling ??= this.#claim().finally(() => {
      this.#polling = undefined;
      if (this.#state !== 'running') return;
      this.#cancelPoll?.();
      this.#cancelPoll = this.#clock.after(this.#pollMs, () => this.poke());
    });
  }

  cancelled(evalRunId: string): void {
    for (const drive of this.#drives.keys()) if (drive.run.evalRunId === evalRunId) drive.cancel();
  }

  /** Leaves what is under way to other nodes, at once but for what is being graded. */
  async drain(): Promise<void> {
    this.#state = 'draining';
    this.#cancelPoll?.();
    await this.#polling;
    for (const drive of this.#drives.keys()) drive.leave();
    await Promise.all(this.#drives.values());
  }

  async #claim(): Promise<void> {
    const { db, timings, onError } = this.#drive;
    try {
      while (this.#state === 'running' && this.#drives.size < MAX_DRIVES) {
        const run = await claimEvalRun(db, { holder: this.#node, leaseMs: timings.leaseMs });
        if (!run) return;
        const drive = new EvalDrive(run, this.#drive);
        this.#drives.set(
          drive,
          drive.drive().finally(() => this.#drives.delete(drive)),
        );
      }
    } catch (error) {
      onError(error, {});
    }
  }
}
