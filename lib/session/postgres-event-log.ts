import type pg from 'pg';
import { cleanJson } from '#lib/base/clean-text.ts';
import { Emitter } from '#lib/base/emitter.ts';
import { appendMembers } from '#lib/db/append.ts';
import type { Database } from '#lib/db/client.ts';
import { findCommand } from '#lib/db/command-rows.ts';
import { isLockTimeout } from '#lib/db/database-fault.ts';
import { selectHeads, selectPage, selectRun } from '#lib/db/event-rows.ts';
import { selectBranch } from '#lib/db/message-rows.ts';
import { extendLeases, selectClaimable } from '#lib/db/lease-rows.ts';
import { insertCommand } from '#lib/db/session-write.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import type { AckError } from '#lib/protocol/error.ts';
import type { Event } from '#lib/protocol/event.ts';
import type { Message } from '#lib/protocol/message.ts';
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
import type { HeldLease, LeaseReport, RunLeases } from './run-leases.ts';
import type { Decision, SessionControl } from './session-control.ts';
import { decideInTransaction, startOver, type Committing } from './session-transaction.ts';

/** Thrown inside a transaction to roll it back: the command was recorded by a twin in between. */
const recordedMeanwhile = Symbol('recorded meanwhile');

/** The event log in Postgres. The append is the SQL function `holdfast_append`; everything else locks first, too. */
export class PostgresEventLog implements EventLog, RunLeases {
  readonly committed: Emitter<CommittedBatch>;
  readonly #db: Database;
  readonly #appendPool: pg.Pool;

  /** `appendPool`: connections of appends and heartbeats alone, so that no command keeps a run from its lease. */
  constructor(dependencies: { db: Database; appendPool: pg.Pool; committed?: Emitter<CommittedBatch> }) {
    this.#db = dependencies.db;
    this.#appendPool = dependencies.appendPool;
    this.committed = dependencies.committed ?? new Emitter();
  }

  async append(members: readonly AppendMember[], options: { wait?: boolean } = {}): Promise<AppendResult[]> {
    const clean = members.map((member) => ({ ...member, events: member.events.map(cleanJson) }));
    const rows = await appendMembers(this.#appendPool, clean, options.wait ?? false).catch(
      (error: unknown) => {
        // A wait that ran out is the same answer that a skip gives.
        if (isLockTimeout(error)) return undefined;
        throw error;
      },
    );
    const results = clean.map((member, index): AppendResult => {
      const row = rows?.[index];
      if (!row || row.verdict === 'locked') return { status: 'locked' };
      if (row.verdict === 'cancelled') return { status: 'cancelled' };
      if (row.verdict !== 'ok') return { status: 'fenced' };
      const at = new Date(row.at_ms).toISOString();
      const firstSeq = row.first_seq ?? 0;
      return {
        status: 'ok',
        events: member.events.map((event, offset): Event => ({ ...event, seq: firstSeq + offset, at })),
      };
    });
    // After the microtasks: whoever awaits this append sends the next one before this one's rows are published.
    process.nextTick(() => {
      results.forEach((result, index) => {
        const sessionId = clean[index]?.sessionId;
        if (result.status === 'ok' && sessionId) this.committed.emit({ sessionId, events: result.events });
      });
    });
    return results;
  }

  async transact<T>(
    input: TransactInput,
    decide: (control: SessionControl) => Decision<T>,
  ): Promise<TransactResult<T>> {
    const { command } = input;
    if (command && (await findCommand(this.#db, command.userId, command.commandId)))
      return { status: 'recorded' };
    const committing = await inTransaction(this.#db, async (tx) => {
      const outcome = await decideInTransaction(tx, input, decide);
      if (outcome === startOver || outcome === 'locked' || !command) return outcome;
      const reply: RecordedReply = {
        ok: true,
        reply: { commandId: command.commandId, seq: outcome.lastSeq, result: outcome.reply },
      };
      if (!(await insertCommand(tx, command, reply))) throw recordedMeanwhile;
      return outcome;
    }).catch((error: unknown) => {
      if (error === recordedMeanwhile) return 'recorded' as const;
      throw error;
    });
    if (committing === 'recorded' || committing === 'locked') return { status: committing };
    if (committing === startOver) return this.transact(input, decide);
    this.#publish(input.sessionId, committing);
    return { status: 'ok', reply: committing.reply, lastSeq: committing.lastSeq };
  }

  #publish(sessionId: string, { events, deleted }: Committing<unknown>): void {
    if (events.length === 0 && deleted === undefined) return;
    this.committed.emit({ sessionId, events, ...(deleted === undefined ? {} : { deleted }) });
  }

  read(sessionId: string, after: number, limit: number): Promise<LogPage | undefined> {
    return selectPage(this.#db, { sessionId, after, limit });
  }

  readRun(sessionId: string, runId: string, after = 0): Promise<readonly Event[]> {
    return selectRun(this.#db, { sessionId, runId, after });
  }

  readBranch(sessionId: string, messageId: string | null): Promise<readonly Message[]> {
    if (messageId === null) return Promise.resolve([]);
    return selectBranch(this.#db, { sessionId, fromId: messageId, limit: MAX_BRANCH_MESSAGES });
  }

  heads(sessionIds: readonly string[]) {
    return selectHeads(this.#db, sessionIds);
  }

  async findRecorded(userId: string, commandId: string) {
    const row = await findCommand(this.#db, userId, commandId);
    if (!row) return undefined;
    // Cast: replies are written by this class only.
    const reply = row.reply as unknown as RecordedReply;
    return { ...reply, bodyHash: row.bodyHash };
  }

  async recordRefusal(command: RecordedCommand, error: AckError): Promise<void> {
    const reply: RecordedReply = { ok: false, error };
    await insertCommand(this.#db, command, reply);
  }

  findClaimable(limit: number): Promise<{ runId: string; sessionId: string }[]> {
    return selectClaimable(this.#db, limit);
  }

  async heartbeat(holder: string, leases: readonly HeldLease[], leaseMs: number): Promise<LeaseReport[]> {
    const standing = new Map(
      (await extendLeases(this.#appendPool, holder, leases, leaseMs)).map((row) => [
        row.runId,
        row.cancelled,
      ]),
    );
    return leases.map(({ runId }): LeaseReport => {
      const cancelled = standing.get(runId);
      if (cancelled === undefined) return { runId, state: 'lost' };
      return { runId, state: cancelled ? 'cancelled' : 'held' };
    });
  }
}
