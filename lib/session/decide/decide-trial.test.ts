import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { EVALS_USER } from '#lib/db/system-user.ts';
import { createControl, createFacts, createRun } from '../testing/control-fixture.ts';
import { decideCancel } from './decide-cancel.ts';
import { decideSend } from './decide-send.ts';
import { decideOpenTrial, decideTrial } from './decide-trial.ts';
import { requireAccess } from './require-access.ts';

const request = {
  messageId: createId(),
  title: 'one',
  prompt: 'Do it.',
  model: 'demo:kelp',
  agent: 'trial-mcp',
};
const session = createFacts({ ownerId: EVALS_USER.id });
const actor = { kind: 'user' as const, id: 'alice' };

test('a trial is one session with one question and one run, out of the way from the start; made once', () => {
  const { events, create, requestedBy } = decideTrial(
    createControl({ session: undefined, role: undefined }),
    request,
  );
  expect(events).toMatchObject([
    { type: 'session-create', title: 'one' },
    { type: 'session-archive', archived: true },
    { type: 'message-add', message: { id: request.messageId, parentId: null, role: 'user' } },
    { type: 'run-request', parentId: request.messageId, agent: 'trial-mcp', model: 'demo:kelp' },
  ]);
  expect([create, requestedBy]).toEqual([{ ownerId: 'evals', title: 'one' }, 'evals']);
  expect(decideTrial(createControl({ session }), request).events).toEqual([]);
});

test('who follows a trial may stop it, and may do nothing that would make it another one', () => {
  const run = createRun();
  const control = createControl({ session, role: 'viewer', runs: [run] });
  expect(decideCancel(control, { runId: run.runId, actor, defaultModel: '' }).events).toHaveLength(1);
  const command = {
    type: 'send-message' as const,
    commandId: createId(),
    sessionId: session.sessionId,
    messageId: createId(),
    parts: [{ type: 'text' as const, text: 'Do it my way.' }],
  };
  const context = { actor, defaultModel: 'demo:kelp', maxQueueItems: 9, maxLiveRuns: 9 };
  expect(() => decideSend(control, command, context)).toThrow('a trial is watched and stopped');
  expect(() => requireAccess(control, 'respond-approval', 'answer')).toThrow('a trial is watched');
  expect(requireAccess(control, 'read', 'read').sessionId).toBe(session.sessionId);
});

test('only trials are opened this way, and who follows one already follows it once', () => {
  expect([
    decideOpenTrial(createControl({ session, role: undefined }), 'ann'),
    decideOpenTrial(createControl({ session, role: 'viewer' }), 'ann'),
    decideOpenTrial(createControl({ role: undefined }), 'ann'),
    decideOpenTrial(createControl({ session: undefined, role: undefined }), 'ann'),
  ]).toMatchObject([
    { events: [{ type: 'participant-add', userId: 'ann', role: 'viewer' }], reply: true },
    { events: [], reply: true },
    { events: [], reply: false },
    { events: [], reply: false },
  ]);
});
