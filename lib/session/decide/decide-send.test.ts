import { describe, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { CommandOf } from '#lib/protocol/command.ts';
import type { ErrorCode } from '#lib/protocol/error.ts';
import { MAX_TEXT_CHARS } from '#lib/protocol/limits.ts';
import type { SessionControl } from '../session-control.ts';
import {
  createControl,
  createFacts,
  createQueued,
  createRun,
  deleted,
  missing,
  refusalOf,
  stranger,
} from '../testing/control-fixture.ts';
import { alice, model } from '../testing/log-fixture.ts';
import { decideSend } from './decide-send.ts';

const context = { actor: alice, defaultModel: model, maxQueueItems: 3, maxLiveRuns: 2 };
const parts = [{ type: 'text' as const, text: 'hello' }];
const any = expect.any(String);

function createSend(change: Partial<CommandOf<'send-message'>> = {}): CommandOf<'send-message'> {
  return {
    type: 'send-message',
    commandId: createId(),
    sessionId: createId(),
    messageId: createId(),
    parts,
    ...change,
  };
}

const send = createSend();
const { messageId } = send;

/** The batch of a message and the answer that is wanted to it. */
function answerTo(id: string, parentId: string | null, change: { model?: string } = {}) {
  return [
    { type: 'message-add', message: { id, parentId, role: 'user', parts }, actor: alice },
    {
      type: 'run-request',
      runId: any,
      messageId: any,
      parentId: id,
      agent: 'assistant',
      model,
      actor: alice,
      ...change,
    },
  ];
}

const sibling = { messageId: createId(), parentId: null, role: 'user' as const, status: 'complete' as const };

describe('when nothing is live', () => {
  test('the message goes to the tip of the default branch, and an answer is wanted', () => {
    const session = createFacts();
    const decision = decideSend(createControl({ session }), send, context);
    expect(decision).toEqual({
      events: answerTo(messageId, session.tipId),
      requestedBy: 'alice',
      reply: { placed: 'run', runId: any },
    });
    const request = decision.events[1];
    expect(request).toMatchObject({ runId: decision.reply.runId });
    expect(
      new Set([messageId, decision.reply.runId, request && 'messageId' in request && request.messageId]).size,
    ).toBe(3);
  });

  test.each<[string, SessionControl, Partial<CommandOf<'send-message'>>, string | null]>([
    ['at the start of an empty session', createControl({ session: createFacts({ tipId: null }) }), {}, null],
    ['as a new root', createControl(), { parentId: null }, null],
    [
      'below the given message',
      createControl({ messages: [sibling] }),
      { parentId: sibling.messageId },
      sibling.messageId,
    ],
  ])('%s', (_, control, change, parentId) => {
    const command = createSend(change);
    expect(decideSend(control, command, context).events).toEqual(answerTo(command.messageId, parentId));
  });

  test('ended runs and sub-agents that live on hold nothing up', () => {
    const runs = [createRun({ status: 'ended' }), createRun({ parentRunId: createId() })];
    expect(decideSend(createControl({ runs }), send, context).reply.placed).toBe('run');
  });

  test('the model of the command is the model of the run', () => {
    const session = createFacts();
    const { events } = decideSend(createControl({ session }), { ...send, model: 'demo:kelp' }, context);
    expect(events).toEqual(answerTo(messageId, session.tipId, { model: 'demo:kelp' }));
  });

  test('[U2] a session that does not exist is created in the same batch when the command says so', () => {
    expect(decideSend(missing, { ...send, create: true }, context)).toEqual({
      events: [{ type: 'session-create', actor: alice }, ...answerTo(messageId, null)],
      create: { ownerId: 'alice', title: null },
      requestedBy: 'alice',
      reply: { placed: 'run', runId: any },
    });
  });

  test('a session that exists is not created again', () => {
    const decision = decideSend(createControl(), { ...send, create: true }, context);
    expect(decision.events.map((event) => event.type)).toEqual(['message-add', 'run-request']);
    expect(decision).not.toHaveProperty('create');
  });

  test('[C6] a queued item that is sent now leaves the queue in the same batch, with the model chosen for it', () => {
    const session = createFacts();
    const queue = [createQueued(), createQueued({ itemId: messageId, model: 'demo:kelp' })];
    expect(decideSend(createControl({ session, queue }), send, context)).toEqual({
      events: [
        { type: 'queue-remove', itemId: messageId, actor: alice },
        ...answerTo(messageId, session.tipId, { model: 'demo:kelp' }),
      ],
      requestedBy: 'alice',
      reply: { placed: 'run', runId: any },
    });
  });

  test('[C6] another message goes ahead of a paused queue, which stays as it is', () => {
    const decision = decideSend(createControl({ queue: [createQueued()] }), send, context);
    expect(decision.events.map((event) => event.type)).toEqual(['message-add', 'run-request']);
  });
});

describe('while a run is live', () => {
  const busy = (change: Partial<SessionControl> = {}) => createControl({ runs: [createRun()], ...change });

  test.each(['requested', 'running', 'suspended'] as const)(
    '[C6] the message waits in the queue: %s',
    (status) => {
      expect(decideSend(busy({ runs: [createRun({ status })] }), send, context)).toEqual({
        events: [{ type: 'queue-add', itemId: messageId, parts, actor: alice }],
        reply: { placed: 'queue' },
      });
    },
  );

  test('the chosen model waits with it', () => {
    expect(decideSend(busy(), { ...send, model: 'demo:kelp' }, context).queueModel).toEqual({
      itemId: messageId,
      model: 'demo:kelp',
    });
  });

  test('[C6] a queued message has no parent: it follows the run that it waits for', () => {
    const [event] = decideSend(
      busy({ messages: [sibling] }),
      { ...send, parentId: sibling.messageId },
      context,
    ).events;
    expect(event).not.toHaveProperty('parentId');
  });

  test('a live run of one’s own elsewhere does not keep a message from the queue', () => {
    expect(decideSend(busy({ userLiveRuns: 9 }), send, context).reply.placed).toBe('queue');
  });
});

const full = Array.from({ length: 3 }, () => createQueued());
const taken = { ...sibling, messageId };

test.each<[string, ErrorCode, SessionControl, Partial<CommandOf<'send-message'>>]>([
  ['to no session', 'not-found', missing, {}],
  ['to no session, but below a message', 'not-found', missing, { create: true, parentId: createId() }],
  ['by a stranger', 'not-found', stranger, {}],
  ['by a stranger who would create it', 'not-found', stranger, { create: true }],
  ['by a viewer', 'forbidden', createControl({ role: 'viewer' }), {}],
  ['to a deleted session', 'gone', deleted, {}],
  ['to a deleted session, to create it again', 'gone', deleted, { create: true }],
  [
    '[X29] without visible text',
    'invalid-input',
    createControl(),
    { parts: [{ type: 'text', text: ' \u200B' }] },
  ],
  [
    '[X30] over the limit',
    'too-long',
    createControl(),
    { parts: [{ type: 'text', text: 'x'.repeat(MAX_TEXT_CHARS + 1) }] },
  ],
  ['[X22] below a message of another session', 'not-found', createControl(), { parentId: createId() }],
  [
    '[X22] below nothing here while busy',
    'not-found',
    createControl({ runs: [createRun()] }),
    { parentId: createId() },
  ],
  ['under an id that is taken', 'conflict', createControl({ messages: [taken] }), {}],
  [
    'under an id that is taken, while busy',
    'conflict',
    createControl({ messages: [taken], runs: [createRun()] }),
    {},
  ],
  [
    'under an id that waits',
    'conflict',
    createControl({ queue: [createQueued({ itemId: messageId })], runs: [createRun()] }),
    {},
  ],
  ['to a full queue', 'queue-full', createControl({ queue: full, runs: [createRun()] }), {}],
  ['with too many runs live', 'limit', createControl({ userLiveRuns: 2 }), {}],
  ['with too many runs live, to a new session', 'limit', { ...missing, userLiveRuns: 2 }, { create: true }],
])('a message %s is refused: %s', (_, code, control, change) => {
  expect(refusalOf(() => decideSend(control, { ...send, ...change }, context))).toBe(code);
});

test('[L5] a twin that lost the race for a full queue or the last run hears of the conflict, which is final', () => {
  const queue = [...full.slice(1), createQueued({ itemId: messageId })];
  expect(refusalOf(() => decideSend(createControl({ queue, runs: [createRun()] }), send, context))).toBe(
    'conflict',
  );
  const started = createControl({ messages: [taken], userLiveRuns: 2 });
  expect(refusalOf(() => decideSend(started, send, context))).toBe('conflict');
});
