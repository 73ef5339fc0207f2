import { createId } from '#lib/base/ids.ts';
import type { Chunk } from '#lib/protocol/chunk.ts';
import type { ApprovalReason } from '#lib/protocol/event.ts';
import type { PastEvent } from './seed-live-session.ts';

const maria = { kind: 'user', id: '0190163d-8694-739b-aea5-966c26f8ad91', name: 'Maria' } as const;

interface Call {
  toolCallId: string;
  toolName: string;
  title?: string;
  input: Record<string, unknown>;
}

interface Question extends Call {
  why: ApprovalReason;
  sessionScope?: boolean;
  /** From now on; negative: its time is over. */
  leftMs?: number;
}

const start = (runId: string): PastEvent => ({ type: 'run-start', runId, attempt: 1, strategy: 'first' });

/** A model that thinks, and has said nothing yet. */
export function toThinking(runId: string): readonly PastEvent[] {
  const delta =
    'The tables first: which of them are open to everybody? Then the **advisors**, and what they say.';
  const chunks: Chunk[] = [
    { type: 'start-step' },
    { type: 'reasoning-start', id: 'r' },
    { type: 'reasoning-delta', id: 'r', delta },
  ];
  return [start(runId), { type: 'run-chunk', runId, chunks }];
}

/** Tools at work: one call in each state that leads to an outcome. */
export function toWork(runId: string): readonly PastEvent[] {
  const allowed = {
    toolCallId: 'allowed',
    toolName: 'apply_migration',
    input: { name: 'drop_notes', sql: 'drop table public.notes' },
  };
  const refused = {
    toolCallId: 'refused',
    toolName: 'harbour__send_mail',
    input: { to: 'crew@kelp.example' },
  };
  const running = { toolCallId: 'running', toolName: 'harbour__find_boats', input: { kind: 'ketch' } };
  const next = { toolCallId: 'next', toolName: 'list_tables', input: { schemas: ['public', 'auth'] } };
  const unfinished: Chunk[] = [
    { type: 'tool-input-start', toolCallId: 'unfinished', toolName: 'execute_sql', title: 'Run SQL' },
    {
      type: 'tool-input-delta',
      toolCallId: 'unfinished',
      inputTextDelta: '{"sql": "select count(*)\\nfrom public.no',
    },
  ];
  return [
    start(runId),
    {
      type: 'run-chunk',
      runId,
      chunks: [{ type: 'start-step' }, ...[allowed, refused, running, next].map(toChunk)],
    },
    ...answer(runId, allowed, 'approve'),
    ...answer(runId, refused, 'deny', 'Nobody asked for that.'),
    { type: 'tool-start', runId, toolCallId: running.toolCallId, agoMs: 75_000 },
    { type: 'run-chunk', runId, chunks: unfinished },
  ];
}

/** A question of each kind that waits for a person, oldest first. */
export function toQuestions(runId: string): readonly PastEvent[] {
  const questions: readonly Question[] = [
    {
      toolCallId: 'late',
      toolName: 'execute_sql',
      title: 'Run SQL',
      input: { sql: "update public.notes set title = 'Kelp' where id = 1" },
      why: 'policy',
      leftMs: -1_000,
    },
    {
      toolCallId: 'policy',
      toolName: 'execute_sql',
      title: 'Run SQL',
      input: {
        sql: "delete from public.notes\nwhere title like 'Draft%'\n  and updated_at < now() - interval '1 year'",
      },
      why: 'policy',
      sessionScope: true,
    },
    {
      toolCallId: 'untrusted',
      toolName: 'harbour__send_mail',
      input: { to: ['crew@kelp.example', 'pier@kelp.example'], subject: 'Tide tables', urgent: true },
      why: 'untrusted',
      sessionScope: true,
      leftMs: 100_000,
    },
    {
      toolCallId: 'unknown',
      toolName: 'harbour__ring_bell',
      input: {},
      why: 'unknown-outcome',
    },
  ];
  return [
    start(runId),
    {
      type: 'run-chunk',
      runId,
      chunks: [{ type: 'start-step' }, ...questions.map(toChunk), { type: 'finish-step' }],
    },
    ...questions.map((question) => ask(runId, createId(), question)),
  ];
}

function toChunk({ toolCallId, toolName, title, input }: Call): Chunk {
  return {
    type: 'tool-input-available',
    toolCallId,
    toolName,
    input,
    ...(title === undefined ? {} : { title }),
  };
}

function ask(runId: string, approvalId: string, question: Question) {
  const { toolCallId, toolName, why, sessionScope = false, leftMs = 86_400_000 } = question;
  const call = { runId, toolCallId, toolName, inputHash: 'as-it-is' };
  const expiresAt = new Date(Date.now() + leftMs).toISOString();
  return { type: 'approval-request' as const, approvalId, ...call, why, sessionScope, expiresAt };
}

function answer(
  runId: string,
  call: Call,
  decision: 'approve' | 'deny',
  reason?: string,
): readonly PastEvent[] {
  const asked = ask(runId, createId(), { ...call, why: 'policy' });
  const { approvalId, toolCallId, inputHash } = asked;
  const told = {
    runId,
    approvalId,
    toolCallId,
    inputHash,
    decision,
    ...(reason === undefined ? {} : { reason }),
  };
  return [asked, { type: 'approval-response', ...told, actor: maria }];
}
