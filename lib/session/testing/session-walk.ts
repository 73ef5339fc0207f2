import { createId } from '#lib/base/ids.ts';
import type { Command } from '#lib/protocol/command.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { Event } from '#lib/protocol/event.ts';
import { ChunkWriter, type Roll } from '#lib/state/testing/chunk-writer.ts';
import { decideAsk, decideExpire, decidePark } from '../decide/decide-approval.ts';
import { decideCommand, idsOf } from '../decide/decide-command.ts';
import { decideAttempt, decideClaim, decideEnd, decideRelease } from '../decide/decide-run.ts';
import { decideTitle } from '../decide/decide-session.ts';
import type { TransactInput } from '../event-log.ts';
import type { Decision, LeaseHolder, SessionControl } from '../session-control.ts';
import type { Move, WalkStep } from './arbitrary-walk.ts';
import { agent, alice, model, type Store } from './log-fixture.ts';

interface WalkedRun {
  readonly runId: string;
  readonly chunks: ChunkWriter;
  /** The newest epoch that anybody was given. */
  epoch: number;
}

/**
 * Somebody's session as it may go, decided by the real decisions: commands of people, claims, writes and ends of
 * workers, in any order, stale ones too. The same steps give the same walk on every store.
 */
export class SessionWalk {
  readonly sessionId = createId();
  readonly #log: Store;
  readonly #holder: LeaseHolder;
  readonly #runs: WalkedRun[] = [];
  /** What was committed of the session, as a subscriber of the log hears it. */
  readonly #heard: Event[] = [];

  /** `holder`: a worker whose connection is up. */
  constructor(log: Store, holder: LeaseHolder) {
    this.#log = log;
    this.#holder = holder;
    log.committed.on(({ sessionId, events }) => {
      if (sessionId === this.sessionId) this.#hear(events);
    });
  }

  /** What came of each step: a reply, a verdict, or the code of a refusal. */
  async take(steps: readonly WalkStep[]): Promise<unknown[]> {
    const outcomes = [await answerOf(this.#command({ type: 'create-session' }))];
    // An answer is wanted from the start: without a run there is little to do.
    const begin: WalkStep = ['send', { pick: 1, text: 'hello' }];
    for (const [move, roll] of [begin, ...steps]) outcomes.push(await answerOf(this.#step(move, roll)));
    return [...outcomes, await this.#lookAround()];
  }

  /** All that a decision is shown of the session in the end, but for what is another on each store. */
  async #lookAround(): Promise<unknown> {
    const messageIds = this.#heard.flatMap((event) => (event.type === 'message-add' ? event.message.id : []));
    const runIds = this.#runs.map((run) => run.runId);
    const asked = this.#heard.flatMap((event) => (event.type === 'approval-request' ? event.approvalId : []));
    const ids = { messageIds, runIds, approvalIds: asked };
    const control = await this.#transact({ userId: alice.id, ...ids }, (seen) => ({
      events: [],
      reply: seen,
    }));
    const { session, role, runs, messages, grants } = control;
    const { epoch: _, deletedForMs, ...facts } = session ?? { epoch: '', deletedForMs: undefined };
    // Messages are shown in no order.
    const sorted = messages.toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));
    const queue = control.queue.map(({ itemId, parts, model: chosen, actor }) => ({
      itemId,
      parts,
      chosen,
      actor,
    }));
    const approvals = control.approvals
      .map(({ expiresInMs: _left, ...approval }) => approval)
      .toSorted((a, b) => asked.indexOf(a.approvalId) - asked.indexOf(b.approvalId));
    return {
      session: facts,
      isDeleted: deletedForMs !== undefined,
      role,
      runs,
      queue,
      messages: sorted,
      approvals,
      grants,
    };
  }

  async #step(move: Move, roll: Roll): Promise<unknown> {
    const { pick, text } = roll;
    const parts = [{ type: 'text' as const, text }];
    // The newest run alone may be live; now and then somebody is late, with the one before it.
    const run = (pick % 7 === 0 ? this.#runs[1] : undefined) ?? this.#runs[0];
    switch (move) {
      case 'send':
        return this.#command({
          type: 'send-message',
          messageId: createId(),
          parts,
          whenBusy: 'queue',
          ...(pick % 3 === 0 ? { model: 'demo:kelp' } : {}),
        });
      case 'send-below': {
        const parentId = pick % 4 === 0 ? null : this.#messageId(pick);
        return this.#command({ type: 'send-message', messageId: createId(), parts, parentId });
      }
      case 'queue-edit':
        return this.#command({ type: move, itemId: this.#itemId(pick), parts });
      case 'queue-move': {
        const beforeItemId = pick % 3 === 0 ? null : this.#itemId(pick >> 2);
        return this.#command({ type: move, itemId: this.#itemId(pick), beforeItemId });
      }
      case 'queue-remove':
        return this.#command({ type: move, itemId: this.#itemId(pick) });
      case 'resume':
        return this.#command({ type: 'send-message', messageId: this.#itemId(pick), parts });
      case 'cancel':
        return this.#command({ type: 'cancel-run', runId: run?.runId ?? createId() });
      case 'rate':
        return this.#command({
          type: 'rate-message',
          messageId: this.#messageId(pick),
          value: pick % 2 === 0 ? 1 : 0,
        });
      case 'rename':
        return this.#command({ type: 'rename-session', title: text });
      case 'archive':
        return this.#command({ type: 'archive-session', archived: pick % 2 === 0 });
      case 'mark-read':
        return this.#command({ type: 'mark-read', seq: pick % 40 });
      case 'respond':
        return this.#command({
          type: 'respond-approval',
          approvalId: this.#choose(pick, (event) =>
            event.type === 'approval-request' ? event.approvalId : undefined,
          ),
          inputHash: pick % 9 === 0 ? 'another' : 'h',
          decision: pick % 3 === 0 ? 'deny' : 'approve',
          scope: pick % 2 === 0 ? 'session' : 'once',
          ...(pick % 5 === 0 ? { reason: text } : {}),
        });
      // Rare: a deleted session is a dull one.
      case 'delete':
        return pick % 4 === 0 ? this.#command({ type: 'delete-session' }) : undefined;
      case 'restore':
        return this.#command({ type: 'restore-session' });
      case 'title':
        return this.#transact({}, (control) => decideTitle(control, { title: 'Kelp', agent: agent.id }));
      default:
        return run && this.#work(move, run, roll);
    }
  }

  async #work(move: Move, run: WalkedRun, roll: Roll): Promise<unknown> {
    const { runId, epoch: runEpoch } = run;
    const { pick } = roll;
    const of = { runIds: [runId] };
    switch (move) {
      case 'claim': {
        // A lease that has run out at once stands for a worker that is lost.
        const leaseMs = pick % 3 === 0 ? -1 : 60_000;
        const claimed = await this.#transact(of, (control) =>
          decideClaim(control, {
            runId,
            holder: this.#holder,
            leaseMs,
            start: ({ attempt }) => ({
              strategy: attempt === 0 ? 'first' : pick % 2 === 0 ? 'continue' : 'restart',
            }),
          }),
        );
        if (claimed.status === 'claimed') {
          run.epoch = claimed.runEpoch;
          run.chunks.startAttempt(
            claimed.attempt,
            claimed.attempt === 1 ? 'first' : pick % 2 === 0 ? 'continue' : 'restart',
          );
        }
        return claimed;
      }
      case 'append':
        return this.#append(run, runEpoch, roll);
      case 'append-stale':
        return this.#append(run, runEpoch - 1, roll);
      case 'ask': {
        const question = {
          approvalId: createId(),
          toolCallId: `t1-1-${pick % 3}`,
          toolName: pick % 2 === 0 ? 'execute_sql' : 'apply_migration',
          inputHash: 'h',
          why: 'policy' as const,
          sessionScope: pick % 5 !== 0,
          expiresAt: `${pick % 4 === 0 ? 2020 : 2100}-01-01T00:00:00.000Z`,
        };
        return this.#transact(of, (control) =>
          decideAsk(control, { runId, runEpoch, questions: [question] }),
        );
      }
      case 'park':
        return this.#transact(of, (control) => decidePark(control, { runId, runEpoch }));
      case 'expire':
        return this.#transact(of, (control) => decideExpire(control, { runId, runEpoch }));
      case 'retry':
        return this.#transact(of, (control) =>
          decideAttempt(control, { runId, runEpoch, strategy: 'continue', reason: 'stalled' }),
        );
      case 'release': {
        const retry =
          pick % 3 === 0
            ? {}
            : { retry: { inMs: pick % 2 === 0 ? 0 : 3_600_000, at: '2026-01-01T00:00:00.000Z' } };
        return this.#transact(of, (control) => decideRelease(control, { runId, runEpoch, ...retry }));
      }
      default: {
        const ending =
          move === 'end' ? { reason: 'complete' as const } : { reason: 'error' as const, code: 'stalled' };
        return this.#transact(of, (control) =>
          decideEnd(control, { runId, runEpoch, ending, defaultModel: model }),
        );
      }
    }
  }

  async #append({ runId, chunks }: WalkedRun, runEpoch: number, roll: Roll): Promise<unknown> {
    const batch = Array.from({ length: 1 + (roll.pick % 3) }, (_, n) =>
      chunks.next({ ...roll, pick: roll.pick + n }),
    );
    const events = batch.map((chunk) => ({
      type: 'run-chunk' as const,
      runId,
      chunks: [chunk],
      actor: agent,
    }));
    const { sessionId } = this;
    const [result] = await this.#log.append([{ sessionId, runId, runEpoch, after: 1_000_000, events }], {
      wait: true,
    });
    return result?.status;
  }

  #command(body: CommandBody): Promise<unknown> {
    // Cast: a body with its ids is the command of its type.
    const command = { commandId: createId(), sessionId: this.sessionId, ...body } as Command;
    const context = { actor: alice, defaultModel: model, maxQueueItems: 4, maxLiveRuns: 1_000 };
    return this.#transact({ userId: alice.id, ...idsOf(command) }, (control) =>
      decideCommand(control, command, context),
    );
  }

  async #transact<T>(
    input: Partial<TransactInput>,
    decide: (control: SessionControl) => Decision<T>,
  ): Promise<T> {
    const result = await this.#log.transact({ sessionId: this.sessionId, ...input }, decide);
    if (result.status !== 'ok') throw new Error(`the walk is alone, and was ${result.status}`);
    return result.reply;
  }

  #hear(events: readonly Event[]): void {
    this.#heard.push(...events);
    for (const event of events) {
      if (event.type !== 'run-request') continue;
      this.#runs.unshift({ runId: event.runId, chunks: new ChunkWriter(), epoch: 0 });
    }
  }

  #messageId(pick: number): string {
    return this.#choose(pick, (event) =>
      event.type === 'message-add' ? event.message.id : 'messageId' in event ? event.messageId : undefined,
    );
  }

  #itemId(pick: number): string {
    return this.#choose(pick, (event) => (event.type === 'queue-add' ? event.itemId : undefined));
  }

  /** One of the ids that the log has told of, or one that nobody knows. */
  #choose(pick: number, idOf: (event: Event) => string | undefined): string {
    const ids = this.#heard.flatMap((event) => idOf(event) ?? []);
    return ids[pick % Math.max(1, ids.length)] ?? createId();
  }
}

/** A refusal is an answer, too. */
function answerOf(step: Promise<unknown>): Promise<unknown> {
  return step.catch((error: unknown) => {
    if (error instanceof AppError) return error.code;
    throw error;
  });
}

type CommandBody = Command extends infer C
  ? C extends Command
    ? Omit<C, 'commandId' | 'sessionId'>
    : never
  : never;
