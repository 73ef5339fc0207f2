import { cleanJson } from '#lib/base/clean-text.ts';
import { runIdOf, type Event } from '#lib/protocol/event.ts';
import type { Role } from '#lib/protocol/fields.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState, type SessionState } from '#lib/state/session-state.ts';
import { grantsOf, projectApproval, toApprovalFacts, type MemoryApproval } from './memory-approval.ts';
import type {
  ApprovalFacts,
  Decision,
  LeaseHolder,
  NewEvent,
  RunFacts,
  RunRowStatus,
  SessionControl,
} from './session-control.ts';

interface MemoryRun {
  readonly request: Extract<Event, { type: 'run-request' }>;
  readonly requestedBy: string;
  status: RunRowStatus;
  epoch: number;
  attempt: number;
  holder: LeaseHolder | undefined;
  leaseExpiresAt: number;
  availableAt: number;
  cancelRequested: boolean;
}

export interface MemoryMoment {
  readonly nowMs: number;
  isConnected(holder: LeaseHolder): boolean;
}

/** What run writers append; other events of a run are other people's, or decisions. */
const batchTypes: ReadonlySet<string> = new Set([
  'run-chunk',
  'tool-start',
  'steer-consume',
  'approval-request',
]);

/** One session of the memory store: its log, and the rows that Postgres would keep beside it. */
export class MemorySession {
  readonly sessionId: string;
  readonly ownerId: string;
  readonly epoch: string;
  readonly roles = new Map<string, Role>();
  readonly events: Event[] = [];
  readonly runs = new Map<string, MemoryRun>();
  readonly queueModels = new Map<string, string>();
  readonly approvals = new Map<string, MemoryApproval>();
  state: SessionState;
  titleBy: 'user' | 'model' | null;
  deletedAt: number | undefined;

  constructor(options: { sessionId: string; ownerId: string; epoch: string; title: string | null }) {
    this.sessionId = options.sessionId;
    this.ownerId = options.ownerId;
    this.epoch = options.epoch;
    this.titleBy = options.title === null ? null : 'user';
    this.state = createSessionState(options.sessionId);
    this.roles.set(options.ownerId, 'owner');
  }

  push(added: readonly NewEvent[], moment: MemoryMoment, requestedBy: string): Event[] {
    const at = new Date(moment.nowMs).toISOString();
    const events = added.map((event, index): Event => ({
      ...cleanJson(event),
      seq: this.events.length + index + 1,
      at,
    }));
    this.events.push(...events);
    this.state = reduce(this.state, events);
    for (const event of events) this.#project(event, moment, requestedBy);
    return events;
  }

  #project(event: Event, moment: MemoryMoment, requestedBy: string): void {
    if (event.type === 'run-request') {
      this.runs.set(event.runId, {
        request: event,
        requestedBy,
        status: 'requested',
        epoch: 0,
        attempt: 0,
        holder: undefined,
        leaseExpiresAt: 0,
        availableAt: moment.nowMs,
        cancelRequested: false,
      });
    }
    if (event.type === 'participant-add' || event.type === 'participant-change') {
      this.roles.set(event.userId, event.role);
    }
    if (event.type === 'participant-remove') this.roles.delete(event.userId);
    // An id that comes back is another item.
    if (event.type === 'queue-remove') this.queueModels.delete(event.itemId);
    projectApproval(this.approvals, event);
    const runId = runIdOf(event);
    const run = runId === undefined ? undefined : this.runs.get(runId);
    if (!run) return;
    if (event.type === 'run-start') run.attempt = event.attempt;
    if (event.type === 'run-cancel') run.cancelRequested = true;
    if (event.type === 'run-end') run.status = 'ended';
  }

  /** What the runs cost that end in these events, and whom. */
  costsOf(events: readonly Event[]): { userId: string; costUsd: number }[] {
    return events.flatMap((event) => {
      const run = event.type === 'run-end' ? this.runs.get(event.runId) : undefined;
      const message = run && this.state.messages.get(run.request.messageId);
      return run ? [{ userId: run.requestedBy, costUsd: message?.usage?.costUsd ?? 0 }] : [];
    });
  }

  /** The batch that a lost answer belongs to: what the run wrote after `after`. */
  findEarlier(member: { runId: string; after: number; events: readonly NewEvent[] }): Event[] | undefined {
    const first = this.events.findIndex(
      (event) => event.seq > member.after && runIdOf(event) === member.runId && batchTypes.has(event.type),
    );
    return first === -1 ? undefined : this.events.slice(first, first + member.events.length);
  }

  settle(decision: Decision<unknown>, moment: MemoryMoment): void {
    const { claim, release } = decision;
    const claimed = claim && this.runs.get(claim.runId);
    if (claim && claimed) {
      claimed.status = 'running';
      claimed.epoch += 1;
      claimed.holder = claim.holder;
      claimed.leaseExpiresAt = moment.nowMs + claim.leaseMs;
    }
    const released = release && this.runs.get(release.runId);
    if (release && released) {
      released.status = release.status;
      released.holder = undefined;
      released.availableAt = moment.nowMs + release.availableInMs;
    }
    if (decision.deleted !== undefined) this.deletedAt = decision.deleted ? moment.nowMs : undefined;
    if (decision.titleBy) this.titleBy = decision.titleBy;
    if (decision.queueModel) this.queueModels.set(decision.queueModel.itemId, decision.queueModel.model);
  }

  factsOf(run: MemoryRun, moment: MemoryMoment): RunFacts {
    const { request, holder } = run;
    const leased =
      run.status === 'running' &&
      holder !== undefined &&
      run.leaseExpiresAt > moment.nowMs &&
      moment.isConnected(holder);
    return {
      runId: request.runId,
      messageId: request.messageId,
      parentRunId: request.parentRunId,
      agent: request.agent,
      model: request.model,
      status: run.status,
      epoch: run.epoch,
      attempt: run.attempt,
      leased,
      claimable:
        run.status !== 'ended' && !leased && (run.status === 'running' || run.availableAt <= moment.nowMs),
      cancelRequested: run.cancelRequested,
      requestedSeq: request.seq,
      skill: this.state.messages.get(request.messageId)?.skill,
    };
  }

  control(
    asked: {
      userId?: string;
      messageIds?: readonly string[];
      runIds?: readonly string[];
      approvalIds?: readonly string[];
    },
    moment: MemoryMoment,
  ): Omit<SessionControl, 'userLiveRuns' | 'spent'> {
    const { state } = this;
    return {
      session: {
        sessionId: this.sessionId,
        ownerId: this.ownerId,
        title: state.title,
        titleBy: this.titleBy,
        epoch: this.epoch,
        lastSeq: this.events.length,
        tipId: state.tipId,
        archived: state.archived,
        deletedForMs: this.deletedAt === undefined ? undefined : moment.nowMs - this.deletedAt,
      },
      role: asked.userId === undefined ? undefined : this.roles.get(asked.userId),
      runs: [...this.runs.values()]
        .filter((run) => run.status !== 'ended' || asked.runIds?.includes(run.request.runId))
        .map((run) => this.factsOf(run, moment)),
      queue: state.queue.map((item) => ({
        itemId: item.itemId,
        parts: item.parts,
        model: this.queueModels.get(item.itemId),
        actor: item.actor,
      })),
      messages: (asked.messageIds ?? [])
        .map((id) => state.messages.get(id))
        .filter((message) => message !== undefined)
        .map((message) => ({
          messageId: message.id,
          parentId: message.parentId,
          role: message.role,
          status: message.status,
        })),
      approvals: this.#approvalFacts(asked.approvalIds ?? [], moment),
      grants: grantsOf(this.approvals),
    };
  }

  #approvalFacts(asked: readonly string[], moment: MemoryMoment): ApprovalFacts[] {
    return [...this.approvals.values()]
      .filter(
        ({ approvalId, runId }) => asked.includes(approvalId) || this.runs.get(runId)?.status !== 'ended',
      )
      .map((approval) => toApprovalFacts(approval, moment.nowMs));
  }
}
