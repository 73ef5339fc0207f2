import { ManualClock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import type { Chunk } from '#lib/protocol/chunk.ts';
import type { Event } from '#lib/protocol/event.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import type { ToolPart } from '#lib/protocol/message.ts';
import type { Approval } from '#lib/protocol/snapshot.ts';
import { decideRespond } from '#lib/session/decide/decide-approval.ts';
import { GroupCommitter } from '#lib/session/group-committer.ts';
import { LocalWakeUps } from '#lib/session/local-wake-ups.ts';
import { MemoryEventLog } from '#lib/session/memory-event-log.ts';
import { alice, cancelRun, createSession, readAll, sendMessage } from '#lib/session/testing/log-fixture.ts';
import { announceCommits } from '#lib/session/wake-ups.ts';
import type { ModelRegistry } from '../models/registry.ts';
import type { RunDependencies } from '../run-execution.ts';
import { RunSupervisor } from '../run-supervisor.ts';
import { testLimits } from './worker-fixture.ts';

type Options = Pick<RunDependencies, 'toolSources' | 'skills' | 'approvals' | 'budget' | 'loadSpent'> & {
  models: ModelRegistry;
  limits?: Partial<typeof testLimits>;
};

/** Workers over one log in memory, and a clock that only `until` moves. */
export class RunFixture {
  readonly clock = new ManualClock(1_700_000_000_000);
  readonly log = new MemoryEventLog({ clock: this.clock });
  readonly wakeUps = new LocalWakeUps();
  readonly errors: unknown[] = [];
  readonly #options: Options;
  #workers = 0;
  sessionId = '';
  runId = '';

  constructor(options: Options) {
    this.#options = options;
    announceCommits(this.log, this.wakeUps);
  }

  startWorker(): { kill: () => void; drain: () => Promise<void> } {
    this.#workers += 1;
    const holder = { name: `worker-${this.#workers}`, lock: String(this.#workers) };
    this.log.setConnected(holder, true);
    const { clock, log, wakeUps } = this;
    const onError = (error: unknown) => void this.errors.push(error);
    const isPassing = () => false;
    const committer = new GroupCommitter({ log, clock, maxMembers: 64, giveUpMs: 8_000, isPassing, onError });
    const supervisor = new RunSupervisor({
      log,
      wakeUps,
      clock,
      holder: () => holder,
      run: {
        log,
        committer,
        clock,
        timeouts: { firstChunkTimeoutMs: 60_000, betweenChunksTimeoutMs: 60_000 },
        isPassing,
        onError,
        ...this.#options,
        limits: { ...testLimits, ...this.#options.limits },
      },
      timings: { leaseMs: 8_000, heartbeatMs: 1_000, claimPollMs: 1_000 },
      maxRuns: 10,
      onError,
    });
    supervisor.start();
    return {
      kill: () => {
        supervisor.stop();
        this.log.setConnected(holder, false);
      },
      drain: () => supervisor.drain(),
    };
  }

  async ask(text = 'hello'): Promise<void> {
    if (this.sessionId === '') this.sessionId = await createSession(this.log);
    const { runId } = await sendMessage(this.log, this.sessionId, text);
    this.runId = runId;
  }

  /** Time goes by until it is so; not for ever. */
  async until(isSo: () => boolean): Promise<void> {
    for (let rounds = 0; rounds < 20_000; rounds++) {
      if (isSo()) return;
      await new Promise((resolve) => setImmediate(resolve));
      if (rounds % 5 === 4) this.clock.advance(50);
    }
    throw new Error(`it never was so: ${JSON.stringify((await this.events()).slice(-4))}`);
  }

  async untilEnded(): Promise<void> {
    await this.until(() => this.status === 'ended');
  }

  async untilParked(): Promise<void> {
    await this.until(() => this.status === 'suspended');
  }

  /** Calls once, in the commit of the first event that fits. */
  onCommit(fits: (event: Event) => boolean, run: () => void): void {
    const off = this.log.committed.on(({ events }) => {
      if (!events.some(fits)) return;
      off();
      run();
    });
  }

  get status() {
    return this.log.stateOf(this.sessionId)?.runs.get(this.runId)?.status;
  }

  get message() {
    const run = this.log.stateOf(this.sessionId)?.runs.get(this.runId);
    return run && this.log.stateOf(this.sessionId)?.messages.get(run.messageId);
  }

  get toolParts(): ToolPart[] {
    return this.message?.parts.filter((part) => part.type === 'dynamic-tool') ?? [];
  }

  get open(): Approval[] {
    const approvals = this.log.stateOf(this.sessionId)?.approvals ?? [];
    return approvals.filter((approval) => approval.status === 'requested');
  }

  async events(): Promise<readonly Event[]> {
    return readAll(this.log, this.sessionId);
  }

  async types(): Promise<string[]> {
    return (await this.events()).map((event) => event.type);
  }

  cancel() {
    return cancelRun(this.log, this.sessionId, this.runId);
  }

  respond(
    decision: 'approve' | 'deny',
    options: {
      approval?: Approval | undefined;
      reason?: string;
      scope?: 'once' | 'session';
      actor?: Actor;
    } = {},
  ) {
    const { approval = this.open[0], reason, scope = 'once', actor = { ...alice, name: 'Alice' } } = options;
    if (!approval) throw new Error('nobody was asked');
    const { approvalId, inputHash, runId } = approval;
    const command = {
      type: 'respond-approval' as const,
      commandId: createId(),
      sessionId: this.sessionId,
      approvalId,
      inputHash,
      decision,
      scope,
      ...(reason === undefined ? {} : { reason }),
    };
    const { sessionId } = this;
    return this.log.transact(
      { sessionId, userId: alice.id, runIds: [runId], approvalIds: [approvalId] },
      (control) => decideRespond(control, command, actor),
    );
  }
}

export function hasChunk(type: Chunk['type']): (event: Event) => boolean {
  return (event) => event.type === 'run-chunk' && event.chunks.some((chunk) => chunk.type === type);
}
