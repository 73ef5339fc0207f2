import type { Command } from '#lib/protocol/command.ts';
import { LocalWakeUps } from '../local-wake-ups.ts';
import type { LeaseHolder } from '../session-control.ts';
import { announceCommits } from '../wake-ups.ts';
import { createExecutor } from './command-contract.ts';
import { alice, claimRun, readAll, type Store } from './log-fixture.ts';

export interface ApprovalStores {
  /** Nodes on one database; one of them at least. Of users only alice, bob and carol exist. */
  readonly logs: readonly Store[];
  /** A worker whose connection is up. */
  readonly holder: LeaseHolder;
  /** How often two devices race for one answer; other races are run a quarter as often. */
  readonly races: number;
  /** Lets `ms` of the store's clock go by, for leases, waits and questions. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

export const [al, bo, carol] = [
  { userId: alice.id, name: 'Alice' },
  { userId: 'bob', name: 'Bob' },
  { userId: 'carol', name: 'Carol' },
];

/** People who answer by the nodes in turn, and what the workers there were told. */
export class ApprovalDesk {
  readonly log: Store;
  readonly holder: LeaseHolder;
  /** Runs that workers were told of. */
  readonly woken: string[] = [];
  readonly #executors: ReturnType<typeof createExecutor>[];
  #turn = 0;

  constructor({ logs, holder }: ApprovalStores) {
    const [first] = logs;
    if (!first) throw new Error('at least one store is needed');
    this.log = first;
    this.holder = holder;
    this.#executors = logs.map((log) => {
      const wakeUps = new LocalWakeUps();
      announceCommits(log, wakeUps);
      wakeUps.subscribe('run', (_, runId) => this.woken.push(runId));
      return createExecutor(log, { wakeUps });
    });
  }

  /** By alice, if nothing else is said. */
  async execute(command: Command, caller: { userId: string; name: string } = al) {
    const ack = await this.#executors[this.#turn++ % this.#executors.length]?.execute(caller, command);
    if (!ack) throw new Error('there is an executor');
    return ack;
  }

  /** The result of a command, or the code of its refusal. */
  async codeOf(command: Command, caller = al): Promise<unknown> {
    const ack = await this.execute(command, caller);
    return ack.ok ? ack.result : ack.error.code;
  }

  async typesOf(sessionId: string): Promise<string[]> {
    return (await readAll(this.log, sessionId)).map((event) => event.type);
  }

  resume(run: { sessionId: string; runId: string }) {
    return claimRun(this.log, run.sessionId, run.runId, this.holder);
  }
}
