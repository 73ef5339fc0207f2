import type { Clock } from '#lib/base/clock.ts';
import type { Event } from '#lib/protocol/event.ts';
import type { SkillRef } from '#lib/protocol/fields.ts';
import { decideClaim } from '#lib/session/decide/decide-run.ts';
import type { EventLog } from '#lib/session/event-log.ts';
import type { RunLeases } from '#lib/session/run-leases.ts';
import type { LeaseHolder } from '#lib/session/session-control.ts';
import type { WakeUps } from '#lib/session/wake-ups.ts';
import { findAgent } from './agents.ts';
import { RunExecution, type RunDependencies } from './run-execution.ts';
import { chooseStrategy, foldProgress } from './run-progress.ts';

const LOCKED_RETRY_MS = 100;

/**
 * A worker: claims runs that nobody holds, keeps their leases alive, and lets go of those it lost. All it knows is in
 * the log, so any worker can go on with what another one left. [R1] [R2] [R3]
 */
export class RunSupervisor {
  readonly #log: EventLog & RunLeases;
  readonly #wakeUps: WakeUps;
  readonly #clock: Clock;
  /** Undefined while this worker's own connection is down: then it claims nothing. */
  readonly #holder: () => LeaseHolder | undefined;
  readonly #run: RunDependencies;
  readonly #timings: { leaseMs: number; heartbeatMs: number; claimPollMs: number };
  readonly #maxRuns: number;
  readonly #onStart:
    | ((claim: { sessionId: string; runId: string; title: string | null }) => void)
    | undefined;
  readonly #onError: (error: unknown) => void;
  readonly #executions = new Map<string, { execution: RunExecution; done: Promise<void> }>();
  readonly #claiming = new Map<string, Promise<void>>();
  #stops: (() => void)[] = [];
  #cancelPoll: (() => void) | undefined;
  #cancelHeartbeat: (() => void) | undefined;
  #heardAt = 0;
  #state: 'idle' | 'running' | 'draining' = 'idle';

  constructor(dependencies: {
    log: EventLog & RunLeases;
    wakeUps: WakeUps;
    clock: Clock;
    holder: () => LeaseHolder | undefined;
    run: RunDependencies;
    timings: { leaseMs: number; heartbeatMs: number; claimPollMs: number };
    maxRuns: number;
    onStart?: (claim: { sessionId: string; runId: string; title: string | null }) => void;
    onError: (error: unknown) => void;
  }) {
    this.#log = dependencies.log;
    this.#wakeUps = dependencies.wakeUps;
    this.#clock = dependencies.clock;
    this.#holder = dependencies.holder;
    this.#run = dependencies.run;
    this.#timings = dependencies.timings;
    this.#maxRuns = dependencies.maxRuns;
    this.#onStart = dependencies.onStart;
    this.#onError = dependencies.onError;
  }

  start(): void {
    this.#state = 'running';
    this.#heardAt = this.#clock.now();
    this.#stops = [
      this.#wakeUps.subscribe('run', (sessionId, runId) => void this.#claim(sessionId, runId)),
      // A cancel on this node is heard here at once; on another node, by the next append or heartbeat. [C2]
      this.#log.committed.on((batch) => {
        for (const event of batch.events) {
          if (event.type === 'run-cancel') this.#executions.get(event.runId)?.execution.halt('cancelled');
        }
      }),
    ];
    void this.#poll();
    this.#scheduleHeartbeat();
  }

  get runCount(): number {
    return this.#executions.size;
  }

  /** Takes no more runs, gives back those it has at a chunk boundary, and resolves when it holds none. [R6] */
  async drain(): Promise<void> {
    this.#state = 'draining';
    this.#cancelPoll?.();
    for (const { execution } of this.#executions.values()) execution.drain();
    // A claim that is under way may bring one more, which drains as it begins.
    await Promise.all(this.#claiming.values());
    await Promise.all([...this.#executions.values()].map(({ done }) => done));
    this.stop();
  }

  /** At once: what it holds is left to others. */
  stop(): void {
    this.#state = 'idle';
    for (const stop of this.#stops.splice(0)) stop();
    this.#cancelPoll?.();
    this.#cancelHeartbeat?.();
    for (const { execution } of this.#executions.values()) execution.halt('failed');
  }

  async #poll(): Promise<void> {
    const free = this.#free;
    try {
      const claimable = free > 0 && this.#holder() ? await this.#log.findClaimable(free) : [];
      await Promise.all(claimable.map(({ sessionId, runId }) => this.#claim(sessionId, runId)));
    } catch (error) {
      this.#onError(error);
    }
    if (this.#state !== 'running') return;
    this.#cancelPoll = this.#clock.after(this.#timings.claimPollMs, () => void this.#poll());
  }

  get #free(): number {
    return this.#maxRuns - this.#executions.size - this.#claiming.size;
  }

  async #claim(sessionId: string, runId: string): Promise<void> {
    const holder = this.#holder();
    if (this.#state !== 'running' || !holder || this.#free <= 0) return;
    if (this.#claiming.has(runId) || this.#executions.has(runId)) return;
    const claiming = this.#tryToClaim(sessionId, runId, holder).finally(() => this.#claiming.delete(runId));
    this.#claiming.set(runId, claiming);
    await claiming;
  }

  /** Never throws. */
  async #tryToClaim(sessionId: string, runId: string, holder: LeaseHolder): Promise<void> {
    try {
      // Read before the claim, so a holder that is not dead yet may have written since: see `start`.
      const [head] = await this.#log.heads([sessionId]);
      const events = await this.#log.readRun(sessionId, runId);
      // It was purged: for who skips locked sessions, one that is missing looks like one that is held.
      if (events.length === 0) return;
      const progress = foldProgress(sessionId, events);
      const skill = await this.#chooseSkill(sessionId, events);
      const result = await this.#log.transact({ sessionId, runIds: [runId], whenLocked: 'skip' }, (control) =>
        decideClaim(control, {
          runId,
          holder,
          leaseMs: this.#timings.leaseMs,
          skill,
          start(run, lastSeq) {
            const strategy = chooseStrategy(progress, run.attempt + 1);
            // A restart drops text, so nothing may have come since it was found that there is none. [D7]
            return strategy === 'restart' && lastSeq !== head?.lastSeq ? undefined : { strategy };
          },
        }),
      );
      if (result.status === 'locked') {
        this.#clock.after(LOCKED_RETRY_MS, () => void this.#claim(sessionId, runId));
      } else if (result.status === 'ok' && result.reply.status === 'claimed') {
        const { run, runEpoch, attempt, title } = result.reply;
        this.#execute(new RunExecution({ sessionId, run, runEpoch, attempt }, this.#run));
        this.#onStart?.({ sessionId, runId, title });
      }
    } catch (error) {
      this.#onError(error);
    }
  }

  /** What a run that begins now follows, by its agent. [M3] */
  async #chooseSkill(sessionId: string, events: readonly Event[]): Promise<SkillRef | undefined> {
    const request = events.find((event) => event.type === 'run-request');
    if (!request || events.some((event) => event.type === 'run-start')) return undefined;
    const from = findAgent(request.agent)?.skill ?? 'none';
    return from === 'none' ? undefined : this.#run.skills?.choose({ sessionId, from });
  }

  #execute(execution: RunExecution): void {
    const { runId } = execution.claim.run;
    const done = execution.execute().finally(() => {
      if (this.#executions.get(runId)?.execution === execution) this.#executions.delete(runId);
    });
    this.#executions.set(runId, { execution, done });
    // Claimed while the drain began.
    if (this.#state !== 'running') execution.drain();
  }

  #scheduleHeartbeat(): void {
    this.#cancelHeartbeat = this.#clock.after(this.#timings.heartbeatMs, () => void this.#heartbeat());
  }

  async #heartbeat(): Promise<void> {
    const holder = this.#holder();
    const held = [...this.#executions.values()].map(({ execution }) => execution);
    try {
      if (held.length > 0 && !holder)
        throw new Error('cannot extend leases: the connection that shows that this worker lives is down');
      if (held.length > 0 && holder) {
        const leases = held.map(({ claim }) => ({ runId: claim.run.runId, epoch: claim.runEpoch }));
        const reports = await this.#log.heartbeat(holder.name, leases, this.#timings.leaseMs);
        reports.forEach((report, index) => {
          if (report.state === 'lost') held[index]?.halt('fenced');
          if (report.state === 'cancelled') held[index]?.halt('cancelled');
        });
      }
      this.#heardAt = this.#clock.now();
    } catch (error) {
      this.#onError(error);
      // Nobody could extend the leases for that long: others may have the runs by now.
      if (this.#clock.now() - this.#heardAt > this.#timings.leaseMs)
        for (const execution of held) execution.halt('failed');
    }
    if (this.#state !== 'idle') this.#scheduleHeartbeat();
  }
}
