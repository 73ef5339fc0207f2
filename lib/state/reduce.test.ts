import { describe, expect, test } from 'vitest';
import type { EventBody } from '#lib/protocol/event.ts';
import type { Message } from '#lib/protocol/message.ts';
import type { QueueItem } from '#lib/protocol/snapshot.ts';
import { moveQueueItem, reduce } from './reduce.ts';
import { createSessionState } from './session-state.ts';
import { alice, numberEvents, timeOf } from './testing/number-events.ts';

const empty = createSessionState('s');
const fold = (...bodies: EventBody[]) => reduce(empty, numberEvents(bodies));
const say = (text: string) => [{ type: 'text' as const, text }];
const add = (id: string, parentId: string | null = null): EventBody => ({
  type: 'message-add',
  message: { id, parentId, role: 'user', parts: say(id) },
});

test('a session starts empty', () => {
  expect(empty).toStrictEqual({
    sessionId: 's',
    seq: 0,
    title: null,
    archived: false,
    messages: new Map(),
    tipId: null,
    olderBefore: null,
    runs: new Map(),
    queue: [],
    steers: [],
    approvals: [],
  });
});

test.each<[string, EventBody[], object]>([
  ['session-create', [{ type: 'session-create' }], { title: null }],
  ['session-create with a title', [{ type: 'session-create', title: 'Kelp' }], { title: 'Kelp' }],
  [
    'session-rename',
    [
      { type: 'session-create', title: 'Kelp' },
      { type: 'session-rename', title: 'Coral' },
    ],
    { title: 'Coral' },
  ],
  ['session-archive', [{ type: 'session-archive', archived: true }], { archived: true }],
  [
    'session-archive, taken back',
    [
      { type: 'session-archive', archived: true },
      { type: 'session-archive', archived: false },
    ],
    { archived: false },
  ],
  ['participant-add', [{ type: 'participant-add', userId: 'bob', role: 'viewer' }], {}],
  ['participant-change', [{ type: 'participant-change', userId: 'bob', role: 'editor' }], {}],
  ['participant-remove', [{ type: 'participant-remove', userId: 'bob' }], {}],
])('%s changes that, and the seq', (_, bodies, change) => {
  expect(fold(...bodies)).toStrictEqual({ ...empty, seq: bodies.length, ...change });
});

test('message-add: the message joins the tree as complete, and is the tip', () => {
  const message: Message = {
    id: 'm',
    parentId: null,
    siblings: ['m'],
    role: 'user',
    parts: say('m'),
    status: 'complete',
    createdAt: timeOf(1),
  };
  expect(fold(add('m'))).toStrictEqual({ ...empty, seq: 1, messages: new Map([['m', message]]), tipId: 'm' });
});

describe('message-rate', () => {
  const rate = (value: 1 | -1 | 0, messageId = 'm'): EventBody => ({
    type: 'message-rate',
    messageId,
    value,
  });

  test('keeps the last rating, and none after a 0', () => {
    const ratings = [[rate(1)], [rate(1), rate(-1)], [rate(1), rate(0)], [rate(0)]].map(
      (events) => fold(add('m'), ...events).messages.get('m')?.rating,
    );
    expect(ratings).toEqual([1, -1, undefined, undefined]);
    expect(fold(add('m'), rate(1), rate(0)).messages.get('m')).not.toHaveProperty('rating');
  });

  test('of a message that is not loaded changes nothing', () => {
    expect(fold(add('m'), rate(1, 'other'))).toStrictEqual({ ...fold(add('m')), seq: 2 });
  });
});

describe('the queue', () => {
  const put = (itemId: string, beforeItemId?: string | null): EventBody => ({
    type: 'queue-add',
    itemId,
    parts: say(itemId),
    ...(beforeItemId === undefined ? {} : { beforeItemId }),
  });
  const order = (...bodies: EventBody[]) => fold(...bodies).queue.map((item) => item.itemId);
  const abc = [put('a'), put('b'), put('c')];
  const move = (itemId: string, beforeItemId: string | null): EventBody => ({
    type: 'queue-move',
    itemId,
    beforeItemId,
  });

  test('[C6] shows each item with who queued it, and when', () => {
    expect(fold(put('a')).queue).toStrictEqual([
      { itemId: 'a', parts: say('a'), actor: alice, at: timeOf(1) },
    ]);
  });

  test.each<[string, EventBody[], string[]]>([
    ['at the end', abc, ['a', 'b', 'c']],
    ['at the end, said so', [put('a'), put('b', null)], ['a', 'b']],
    ['before another', [...abc, put('x', 'b')], ['a', 'x', 'b', 'c']],
    ['before one that is gone: at the end', [...abc, put('x', 'gone')], ['a', 'b', 'c', 'x']],
    ['moved to the front', [...abc, move('c', 'a')], ['c', 'a', 'b']],
    ['moved down', [...abc, move('a', 'c')], ['b', 'a', 'c']],
    ['moved to the end', [...abc, move('a', null)], ['b', 'c', 'a']],
    ['moved before itself: stays', [...abc, move('b', 'b')], ['a', 'b', 'c']],
    ['moved before one that is gone: to the end', [...abc, move('a', 'gone')], ['b', 'c', 'a']],
    ['moved, but gone itself: nothing', [...abc, move('gone', 'a')], ['a', 'b', 'c']],
    ['removed', [...abc, { type: 'queue-remove', itemId: 'b' }], ['a', 'c']],
    [
      'removed twice',
      [...abc, { type: 'queue-remove', itemId: 'b' }, { type: 'queue-remove', itemId: 'b' }],
      ['a', 'c'],
    ],
  ])('[C6] an item %s', (_, bodies, expected) => {
    expect(order(...bodies)).toEqual(expected);
  });

  test('[C6] an edit changes the text and nothing else', () => {
    const state = fold(...abc, { type: 'queue-edit', itemId: 'b', parts: say('better') });
    expect(state.queue).toStrictEqual([
      { itemId: 'a', parts: say('a'), actor: alice, at: timeOf(1) },
      { itemId: 'b', parts: say('better'), actor: alice, at: timeOf(2) },
      { itemId: 'c', parts: say('c'), actor: alice, at: timeOf(3) },
    ]);
  });

  test('a move that changes nothing returns the same queue', () => {
    const queue: QueueItem[] = [{ itemId: 'a', parts: [], actor: alice, at: timeOf(1) }];
    expect(moveQueueItem(queue, 'a', 'a')).toBe(queue);
    expect(moveQueueItem(queue, 'gone', null)).toBe(queue);
  });
});

describe('an approval', () => {
  const asked = { approvalId: 'p', runId: 'r', toolCallId: 'c', inputHash: 'h' };
  const terms = {
    toolName: 'apply',
    why: 'policy' as const,
    expiresAt: '2026-01-02T00:00:00.000Z',
    sessionScope: true,
  };
  const request: EventBody = { type: 'approval-request', ...asked, ...terms };

  test.each<[string, EventBody[], object]>([
    ['is asked for', [request], { status: 'requested' }],
    [
      'is given, with who gave it',
      [request, { type: 'approval-response', ...asked, decision: 'approve', scope: 'session' }],
      { status: 'approved', decidedBy: alice, scope: 'session' },
    ],
    [
      'is denied, with the reason',
      [request, { type: 'approval-response', ...asked, decision: 'deny', reason: 'no' }],
      { status: 'denied', decidedBy: alice, reason: 'no' },
    ],
    ['expires', [request, { type: 'approval-expire', ...asked }], { status: 'expired' }],
  ])('%s', (_, bodies, status) => {
    expect(fold(...bodies).approvals).toStrictEqual([{ ...asked, ...terms, ...status }]);
  });

  test('stands beside others, the newest change last', () => {
    const other: EventBody = { ...request, approvalId: 'q' };
    const state = fold(request, other, { type: 'approval-response', ...asked, decision: 'approve' });
    expect(state.approvals.map((approval) => [approval.approvalId, approval.status])).toEqual([
      ['q', 'requested'],
      ['p', 'approved'],
    ]);
  });

  test('nobody here asked for changes nothing', () => {
    expect(fold({ type: 'approval-expire', ...asked }).approvals).toStrictEqual([]);
  });

  test('stays with its tool call: asked, decided by whom, and then running since when', () => {
    const toolCall: EventBody = {
      type: 'run-chunk',
      runId: 'r',
      chunks: [{ type: 'tool-input-available', toolCallId: 'c', toolName: 'apply', input: 1 }],
    };
    const run: EventBody = {
      type: 'run-request',
      runId: 'r',
      messageId: 'm',
      parentId: null,
      agent: 'a',
      model: 'm',
    };
    const asking = fold(run, toolCall, request);
    const tool = { type: 'dynamic-tool', toolCallId: 'c', toolName: 'apply', input: 1 };
    expect(asking.messages.get('m')?.parts).toStrictEqual([
      { ...tool, state: 'approval-requested', approval: { approvalId: 'p', status: 'requested' } },
    ]);
    const approval = { approvalId: 'p', status: 'denied', by: alice, reason: 'no' };
    const denied: EventBody = { type: 'approval-response', ...asked, decision: 'deny', reason: 'no' };
    expect(fold(run, toolCall, request, denied).messages.get('m')?.parts).toStrictEqual([
      { ...tool, state: 'approval-responded', approval },
    ]);
    const started = fold(run, toolCall, request, denied, { type: 'tool-start', runId: 'r', toolCallId: 'c' });
    expect(started.messages.get('m')?.parts).toStrictEqual([
      { ...tool, state: 'running', approval, startedAt: timeOf(5) },
    ]);
  });
});

test('[X34] messages, runs and items called __proto__ are plain data', () => {
  const id = '__proto__';
  const state = fold(
    add(id),
    { type: 'run-request', runId: id, messageId: 'constructor', parentId: id, agent: 'a', model: 'm' },
    { type: 'run-chunk', runId: id, chunks: [{ type: 'text-delta', id, delta: 'x' }] },
    { type: 'queue-add', itemId: id, parts: say('q') },
    { type: 'queue-edit', itemId: id, parts: say('r') },
  );
  expect(state.messages.get('constructor')?.parts).toEqual([
    { type: 'text', id, text: 'x', state: 'streaming' },
  ]);
  expect([state.runs.size, state.queue[0]?.parts]).toEqual([1, say('r')]);
  expect([Reflect.get({}, 'role'), Reflect.get({}, 'status')]).toEqual([undefined, undefined]);
});
