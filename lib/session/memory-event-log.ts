import type { Clock } from '#lib/base/clock.ts';
import { Emitter } from '#lib/base/emitter.ts';
import type { AckError } from '#lib/protocol/error.ts';
import { runIdOf } from '#lib/protocol/event.ts';
import { branchTo } from '#lib/state/message-tree.ts';
import {
  MAX_BRANCH_MESSAGES,
  type AppendMember,
  type AppendResult,
  type CommittedBatch,
  type EventLog,
  type LogPage,
  type RecordedCommand,
  type RecordedReply,
  type TransactInput,
  type TransactResult,
} from './event-log.ts';
import { MemorySession, type MemoryMoment } from './memory-session.ts';
import { MemorySpending } from './memory-spending.ts';
import type { HeldLease, LeaseReport, RunLeases } from './run-leases.ts';
import { nothingSpent, type Decision, type LeaseHolder, type SessionControl } from './session-control.ts';

/**
 * The event log in memory: for the simulator and for tests. It has the guarantees of the Postgres store but
 * durability; its clock stands for the database's.
 */
export class MemoryEventLog implements EventLog, RunLeases {
  readonly committed = new Emitter<CommittedBatch>();
  readonly #sessions = new Map<string, MemorySession>();
  readonly #commands = new Map<string, RecordedReply & { bodyHash: string }>();
  readonly #connected = new Set<string>();
  readonly #spending = new MemorySpending();
  readonly #clock: Clock;

  constructor(dependencies: { clock: Clock }) {
    this.#clock = dependencies.clock;
  }

  /** A worker's database connection came up or was lost. */
  setConnected(holder: LeaseHolder, connected: boolean): void {
    if (connected) this.#connected.add(holder.lock);
    else this.#connected.delete(holder.lock);
  }

  async append(members: readonly AppendMember[]): Promise<AppendResult[]> {
    const batches: CommittedBatch[] = [];
    const results = members.map((member): AppendResult => {
      const session = this.#sessions.get(member.sessionId);
      const run = session?.runs.get(member.runId);
      if (!session || session.deletedAt !== undefined || !run) return { status: 'fenced' };
      if (run.epoch !== member.runEpoch || run.status !== 'running') return { status: 'fenced' };
      const earlier = session.findEarlier(member);
      if (earlier) return { status: 'ok', events: earlier };
      if (run.cancelRequested) return { status: 'cancelled' };
      const events = session.push(member.events, this.#moment(), run.requestedBy);
      batches.push({ sessionId: member.sessionId, events });
      return { status: 'ok', events };
    });
    for (const batch of batches) this.committed.emit(batch);
    return results;
  }

  async transact<T>(
    input: TransactInput,
    decide: (control: SessionControl) => Decision<T>,
  ): Promise<TransactResult<T>> {
    const { command } = input;
    if (command && this.#commands.has(commandKey(command))) return { status: 'recorded' };
    const moment = this.#moment();
    const found = this.#sessions.get(input.sessionId);
    const control = found?.control(input, moment);
    const decision = decide({
      session: undefined,
      role: undefined,
      runs: [],
      queue: [],
      messages: [],
      approvals: [],
      grants: [],
      ...control,
      userLiveRuns: this.#countLiveRuns(input.userId),
      spent: input.withSpent
        ? this.#spending.spent(moment.nowMs, input.userId ?? found?.state.queue[0]?.actor.id)
        : nothingSpent,
    });
    const session = found ?? this.#create(input.sessionId, decision);
    const events = session.push(decision.events, moment, decision.requestedBy ?? session.ownerId);
    session.settle(decision, moment);
    for (const { userId, costUsd } of session.costsOf(events))
      this.#spending.add(moment.nowMs, userId, costUsd);
    const lastSeq = session.events.length;
    if (command) {
      this.#commands.set(commandKey(command), {
        ok: true,
        reply: { commandId: command.commandId, seq: lastSeq, result: decision.reply },
        bodyHash: command.bodyHash,
      });
    }
    if (events.length > 0 || decision.deleted !== undefined) {
      this.committed.emit({
        sessionId: input.sessionId,
        events,
        ...(decision.deleted === undefined ? {} : { deleted: decision.deleted }),
      });
    }
    return { status: 'ok', reply: decision.reply, lastSeq };
  }

  async read(sessionId: string, after: number, limit: number): Promise<LogPage | undefined> {
    const session = this.#sessions.get(sessionId);
    if (!session) return undefined;
    return {
      epoch: session.epoch,
      lastSeq: session.events.length,
      compactedSeq: 0,
      deleted: session.deletedAt !== undefined,
      events: session.events.slice(after, after + limit),
    };
  }

  async readRun(sessionId: string, runId: string, after = 0) {
    const { events = [] } = this.#sessions.get(sessionId) ?? {};
    return events.filter((event) => runIdOf(event) === runId && event.seq > after);
  }

  async readBranch(sessionId: string, messageId: string | null) {
    const state = this.stateOf(sessionId);
    return state ? branchTo(state, messageId).slice(-MAX_BRANCH_MESSAGES) : [];
  }

  async heads(sessionIds: readonly string[]) {
    return sessionIds
      .map((sessionId) => this.#sessions.get(sessionId))
      .filter((session) => session !== undefined)
      .map(({ sessionId, events, deletedAt }) => ({
        sessionId,
        lastSeq: events.length,
        deleted: deletedAt !== undefined,
      }));
  }

  async findRecorded(userId: string, commandId: string) {
    return this.#commands.get(commandKey({ userId, commandId }));
  }

  async recordRefusal(command: RecordedCommand, error: AckError): Promise<void> {
    if (this.#commands.has(commandKey(command))) return;
    this.#commands.set(commandKey(command), { ok: false, error, bodyHash: command.bodyHash });
  }

  async findClaimable(limit: number): Promise<{ runId: string; sessionId: string }[]> {
    const moment = this.#moment();
    return [...this.#sessions.values()]
      .filter((session) => session.deletedAt === undefined)
      .flatMap((session) => [...session.runs.values()].map((run) => ({ session, run })))
      .filter(({ session, run }) => session.factsOf(run, moment).claimable)
      .slice(0, limit)
      .map(({ session, run }) => ({ runId: run.request.runId, sessionId: session.sessionId }));
  }

  async heartbeat(holder: string, leases: readonly HeldLease[], leaseMs: number): Promise<LeaseReport[]> {
    const runs = new Map([...this.#sessions.values()].flatMap((session) => [...session.runs]));
    return leases.map(({ runId, epoch }): LeaseReport => {
      const run = runs.get(runId);
      if (run?.status !== 'running' || run.epoch !== epoch || run.holder?.name !== holder) {
        return { runId, state: 'lost' };
      }
      run.leaseExpiresAt = this.#clock.now() + leaseMs;
      return { runId, state: run.cancelRequested ? 'cancelled' : 'held' };
    });
  }

  /** What a fresh load would show. */
  stateOf(sessionId: string) {
    return this.#sessions.get(sessionId)?.state;
  }

  #create(sessionId: string, decision: Decision<unknown>): MemorySession {
    if (!decision.create) throw new Error(`cannot append to session ${sessionId}: it does not exist`);
    const { ownerId, title } = decision.create;
    const session = new MemorySession({
      sessionId,
      ownerId,
      title,
      epoch: `memory-${this.#sessions.size + 1}`,
    });
    this.#sessions.set(sessionId, session);
    return session;
  }

  #countLiveRuns(userId: string | undefined): number {
    return [...this.#sessions.values()]
      .flatMap((session) => [...session.runs.values()])
      .filter(
        (run) =>
          run.requestedBy === userId && run.status !== 'ended' && run.request.parentRunId === undefined,
      ).length;
  }

  #moment(): MemoryMoment {
    return {
      nowMs: this.#clock.now(),
      isConnected: (holder) => this.#connected.has(holder.lock),
    };
  }
}

function commandKey(command: { userId: string; commandId: string }): string {
  return JSON.stringify([command.userId, command.commandId]);
}
