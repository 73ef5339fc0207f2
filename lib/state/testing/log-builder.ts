import type { Chunk } from '#lib/protocol/chunk.ts';
import type { Event, EventBody, RunStrategy } from '#lib/protocol/event.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import type { Part } from '#lib/protocol/message.ts';
import { ChunkWriter, type Roll } from './chunk-writer.ts';

export const author: Actor = { kind: 'user', id: 'alice', name: 'Alice' };
const agent: Actor = { kind: 'agent', id: 'assistant' };

interface BuiltRun {
  readonly runId: string;
  readonly messageId: string;
  readonly chunks: ChunkWriter;
  status: 'requested' | 'running' | 'suspended';
  attempt: number;
}

export type Move = (typeof MOVES)[number];

const MOVES = [
  'send',
  'send-child',
  'delegate',
  'start',
  'write',
  'write-many',
  'start-tool',
  'suspend',
  'cancel',
  'end',
  'steer',
  'consume-steer',
  'queue',
  'edit-queue',
  'move-queue',
  'unqueue',
  'ask-approval',
  'decide-approval',
  'rate',
  'rename',
  'archive',
  'invite',
] as const;

/** What may happen to a session, by name. Writing comes often, as in life. */
export const moves: readonly Move[] = [
  ...MOVES,
  ...Array<Move>(8).fill('write'),
  'write-many',
  'write-many',
  'start',
];

/**
 * Builds a log in which every event is one that the server could have written at that place. A move that makes no
 * sense where the log stands is skipped, so any list of moves is a log, and any part of the list is one, too.
 */
export class LogBuilder {
  readonly events: Event[] = [];
  readonly #runs: BuiltRun[] = [];
  readonly #messageIds: string[] = [];
  #queue: string[] = [];
  #steers: { runId: string; messageId: string }[] = [];
  #approvals: { approvalId: string; runId: string; toolCallId: string; inputHash: string }[] = [];
  #ids = 0;

  constructor() {
    this.#push({ type: 'session-create' });
  }

  apply(move: Move, roll: Roll): void {
    const run = choose(this.#runs, roll);
    const item = choose(this.#queue, roll);
    const message = choose(this.#messageIds, roll);
    switch (move) {
      case 'send':
        return this.#send(roll, this.#messageIds.at(-1) ?? null);
      case 'send-child':
        return this.#send(roll, roll.pick % 3 === 0 ? null : (message ?? null));
      case 'delegate':
        return run && this.#request(run.messageId, run.runId);
      case 'start':
        return run && this.#start(run, roll);
      case 'write':
        return run?.status === 'running' ? this.#write(run, [run.chunks.next(roll)]) : undefined;
      case 'write-many':
        if (run?.status !== 'running') return;
        return this.#write(
          run,
          Array.from({ length: 6 }, (_, n) => run.chunks.next({ ...roll, pick: roll.pick + n })),
        );
      case 'start-tool':
        return run?.status === 'running' ? this.#startTool(run, roll) : undefined;
      case 'suspend':
        return run?.status === 'running' ? this.#suspend(run) : undefined;
      case 'cancel':
        return run && this.#push({ type: 'run-cancel', runId: run.runId });
      case 'end':
        return run && this.#end(run, roll);
      case 'steer':
        return run && this.#steer(run, roll);
      case 'consume-steer': {
        const steer = choose(this.#steers, roll);
        return steer && this.#push({ type: 'steer-consume', ...steer, step: roll.pick % 5 }, agent);
      }
      case 'queue':
        return this.#enqueue(roll);
      case 'edit-queue':
        return item ? this.#push({ type: 'queue-edit', itemId: item, parts: say(roll) }) : undefined;
      case 'move-queue':
        return item ? this.#moveQueue(item, roll) : undefined;
      case 'unqueue':
        if (item) this.#push({ type: 'queue-remove', itemId: item });
        this.#queue = this.#queue.filter((other) => other !== item);
        return;
      case 'ask-approval':
        return run?.status === 'running' ? this.#askApproval(run, roll) : undefined;
      case 'decide-approval':
        return this.#decideApproval(roll);
      case 'rate':
        if (!message) return;
        return this.#push({
          type: 'message-rate',
          messageId: message,
          value: ([1, -1, 0] as const)[roll.pick % 3] ?? 0,
        });
      case 'rename':
        return this.#push({ type: 'session-rename', title: roll.text || 'untitled' });
      case 'archive':
        return this.#push({ type: 'session-archive', archived: roll.pick % 2 === 0 });
      case 'invite':
        return this.#push({ type: 'participant-add', userId: 'bob', role: 'editor' });
    }
  }

  #push(body: EventBody, actor: Actor = author): void {
    const seq = this.events.length + 1;
    const at = new Date(Date.UTC(2026, 0) + seq * 7).toISOString();
    this.events.push({ seq, at, actor, ...body });
  }

  #id(): string {
    return `00000000-0000-7000-8000-${(++this.#ids).toString(16).padStart(12, '0')}`;
  }

  #send(roll: Roll, parentId: string | null): void {
    const id = this.#id();
    this.#push({ type: 'message-add', message: { id, parentId, role: 'user', parts: say(roll) } });
    this.#messageIds.push(id);
    this.#request(id);
  }

  #request(parentId: string, parentRunId?: string): void {
    const [runId, messageId] = [this.#id(), this.#id()];
    const body = {
      type: 'run-request',
      runId,
      messageId,
      parentId,
      agent: 'assistant',
      model: 'demo:coral',
    } as const;
    this.#push(parentRunId === undefined ? body : { ...body, parentRunId });
    if (parentRunId === undefined) this.#messageIds.push(messageId);
    this.#runs.push({ runId, messageId, chunks: new ChunkWriter(), status: 'requested', attempt: 0 });
  }

  #start(run: BuiltRun, { pick }: Roll): void {
    const later: RunStrategy[] =
      run.status === 'suspended' ? ['resume', 'continue'] : ['continue', 'restart'];
    const strategy = run.attempt === 0 ? 'first' : (choose(later, { pick, text: '' }) ?? 'continue');
    run.status = 'running';
    run.attempt += 1;
    run.chunks.startAttempt(run.attempt, strategy);
    const skill = run.attempt === 1 && pick % 4 === 0 ? { skill: { name: 'kelp', version: '3' } } : {};
    this.#push({ type: 'run-start', runId: run.runId, attempt: run.attempt, strategy, ...skill }, agent);
  }

  #write({ runId }: BuiltRun, chunks: Chunk[]): void {
    this.#push({ type: 'run-chunk', runId, chunks }, agent);
  }

  #startTool(run: BuiltRun, { pick }: Roll): void {
    const toolCallId = run.chunks.startTool(pick);
    if (toolCallId !== undefined) this.#push({ type: 'tool-start', runId: run.runId, toolCallId }, agent);
  }

  #suspend(run: BuiltRun): void {
    run.status = 'suspended';
    this.#push({ type: 'run-suspend', runId: run.runId, waitingFor: [this.#id()] }, agent);
  }

  #end(run: BuiltRun, { pick }: Roll): void {
    const ends = [
      { reason: 'complete' },
      { reason: 'cancelled' },
      { reason: 'error', code: 'stalled' },
    ] as const;
    const usage = pick % 2 === 0 ? { usage: { inputTokens: pick % 100, outputTokens: 7 } } : {};
    this.#push({ type: 'run-end', runId: run.runId, ...(ends[pick % 3] ?? ends[0]), ...usage }, agent);
    this.#runs.splice(this.#runs.indexOf(run), 1);
    this.#steers = this.#steers.filter((steer) => steer.runId !== run.runId);
    this.#approvals = this.#approvals.filter((approval) => approval.runId !== run.runId);
  }

  #steer({ runId }: BuiltRun, roll: Roll): void {
    const messageId = this.#id();
    this.#steers.push({ runId, messageId });
    this.#push({ type: 'run-steer', runId, messageId, parts: say(roll) });
  }

  #enqueue(roll: Roll): void {
    const itemId = this.#id();
    const before = choose([null, undefined, ...this.#queue], roll);
    this.#queue.push(itemId);
    const body = { type: 'queue-add', itemId, parts: say(roll) } as const;
    this.#push(before === undefined ? body : { ...body, beforeItemId: before });
  }

  #moveQueue(itemId: string, { pick }: Roll): void {
    const beforeItemId = choose([null, ...this.#queue], { pick: Math.floor(pick / 7), text: '' }) ?? null;
    this.#push({ type: 'queue-move', itemId, beforeItemId });
  }

  #askApproval(run: BuiltRun, roll: Roll): void {
    const toolCallId = choose(run.chunks.toolCallIds, roll);
    if (toolCallId === undefined) return;
    const approval = { approvalId: this.#id(), runId: run.runId, toolCallId, inputHash: 'hash' };
    this.#approvals.push(approval);
    this.#push(
      {
        type: 'approval-request',
        ...approval,
        toolName: 'tool',
        why: (['policy', 'untrusted', 'unknown-outcome'] as const)[roll.pick % 3] ?? 'policy',
        expiresAt: '2026-01-02T00:00:00.000Z',
        sessionScope: roll.pick % 2 === 0,
      },
      agent,
    );
  }

  #decideApproval({ pick, text }: Roll): void {
    const approval = this.#approvals.splice(pick % Math.max(1, this.#approvals.length), 1)[0];
    if (!approval) return;
    if (pick % 3 === 0) return this.#push({ type: 'approval-expire', ...approval });
    const decision = pick % 3 === 1 ? 'approve' : 'deny';
    this.#push({
      type: 'approval-response',
      ...approval,
      decision,
      ...(pick % 2 === 0 ? {} : { scope: 'session' as const }),
      ...(text === '' ? {} : { reason: text }),
    });
  }
}

function choose<T>(items: readonly T[], { pick }: Roll): T | undefined {
  return items[pick % Math.max(1, items.length)];
}

function say({ text }: Roll): Part[] {
  return [{ type: 'text', text }];
}
