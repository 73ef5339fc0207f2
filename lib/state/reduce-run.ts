import { assertNever } from '#lib/base/assert.ts';
import type { Event, RunEndReason } from '#lib/protocol/event.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import type { MessageStatus, Part } from '#lib/protocol/message.ts';
import type { Run } from '#lib/protocol/snapshot.ts';
import { abandonOpenParts, closeParts, editTool, foldChunks, resetStep } from './fold-chunks.ts';
import { editParts, messageOfRun } from './edit-parts.ts';
import { addMessage } from './message-tree.ts';
import type { StateDraft } from './state-draft.ts';
import { usageOf } from './usage-of.ts';

type RunEvent = Extract<
  Event,
  {
    type:
      | 'run-request'
      | 'run-start'
      | 'run-chunk'
      | 'tool-start'
      | 'run-suspend'
      | 'run-cancel'
      | 'run-steer'
      | 'steer-consume'
      | 'run-end';
  }
>;

const messageStatus: Record<RunEndReason, MessageStatus> = {
  complete: 'complete',
  cancelled: 'cancelled',
  error: 'error',
};

export function reduceRunEvent(draft: StateDraft, event: RunEvent): void {
  switch (event.type) {
    case 'run-request':
      return requestRun(draft, event);
    case 'run-start':
      return startRun(draft, event);
    case 'run-chunk':
      editParts(draft, event.runId, (parts) => foldChunks(parts, event.chunks));
      if (draft.run(event.runId)?.status === 'recovering') editRun(draft, event.runId, { status: 'running' });
      return;
    case 'tool-start':
      return editParts(draft, event.runId, (parts) =>
        editTool([...parts], event.toolCallId, (part) => ({
          ...part,
          state: 'running',
          startedAt: event.at,
        })),
      );
    case 'run-suspend':
      return editRun(draft, event.runId, { status: 'suspended', waitingFor: event.waitingFor });
    case 'run-cancel':
      return editRun(draft, event.runId, { cancelRequested: true });
    case 'run-steer':
      return draft.assign({
        steers: [
          ...draft.value.steers,
          { runId: event.runId, messageId: event.messageId, parts: event.parts },
        ],
      });
    case 'steer-consume':
      return draft.assign({
        steers: draft.value.steers.map((steer) =>
          steer.messageId === event.messageId ? { ...steer, step: event.step } : steer,
        ),
      });
    case 'run-end':
      return endRun(draft, event);
    default:
      return assertNever(event);
  }
}

function requestRun(draft: StateDraft, event: Extract<RunEvent, { type: 'run-request' }>): void {
  draft.putRun({
    runId: event.runId,
    messageId: event.messageId,
    ...(event.parentRunId === undefined ? {} : { parentRunId: event.parentRunId }),
    status: 'requested',
    attempt: 0,
    actor: event.actor,
  });
  // Messages of sub-agents are not in the tree.
  if (event.parentRunId !== undefined) return;
  addMessage(draft, {
    id: event.messageId,
    parentId: event.parentId,
    role: 'assistant',
    parts: [],
    status: 'streaming',
    runId: event.runId,
    createdAt: event.at,
    model: event.model,
  });
}

function startRun(draft: StateDraft, event: Extract<RunEvent, { type: 'run-start' }>): void {
  editRun(draft, event.runId, {
    status: event.attempt > 1 && event.strategy !== 'resume' ? 'recovering' : 'running',
    attempt: event.attempt,
  });
  if (event.strategy === 'restart') editParts(draft, event.runId, resetStep);
  if (event.strategy === 'continue') editParts(draft, event.runId, abandonOpenParts);
  const message = messageOfRun(draft, event.runId);
  if (message && event.skill) draft.putMessage({ ...message, skill: event.skill });
}

function endRun(draft: StateDraft, event: Extract<RunEvent, { type: 'run-end' }>): void {
  editRun(draft, event.runId, {
    status: 'ended',
    reason: event.reason,
    ...(event.code === undefined ? {} : { code: event.code }),
  });
  draft.assign({
    approvals: draft.value.approvals.filter((approval) => approval.runId !== event.runId),
    steers: draft.value.steers.filter((steer) => steer.runId !== event.runId),
  });
  const message = messageOfRun(draft, event.runId);
  if (!message) return;
  const usage = event.usage ?? findUsage(message.parts);
  draft.putMessage({
    ...message,
    parts: closeParts(message.parts),
    status: messageStatus[event.reason],
    ...(usage ? { usage } : {}),
  });
}

/** Who ends a run that nobody works on knows no usage; the steps do. */
function findUsage(parts: readonly Part[]): Usage | undefined {
  const usage = usageOf(parts);
  return Object.keys(usage).length > 0 ? usage : undefined;
}

/** What a run waits for is told only while it is suspended. */
function editRun(draft: StateDraft, runId: string, change: Partial<Run>): void {
  const run = draft.run(runId);
  if (!run) return;
  const { waitingFor, ...next } = { ...run, ...change };
  draft.putRun(next.status === 'suspended' && waitingFor ? { ...next, waitingFor } : next);
}
