import { describe, expect, test } from 'vitest';
import type { EventBody } from '#lib/protocol/event.ts';
import type { Message } from '#lib/protocol/message.ts';
import type { Run } from '#lib/protocol/snapshot.ts';
import { reduce } from './reduce.ts';
import { createSessionState } from './session-state.ts';
import { alice, numberEvents, timeOf } from './testing/number-events.ts';

const empty = createSessionState('s');
const fold = (...bodies: EventBody[]) => reduce(empty, numberEvents(bodies));

const request: EventBody = {
  type: 'run-request',
  runId: 'r',
  messageId: 'm',
  parentId: null,
  agent: 'assistant',
  model: 'demo:coral',
};
const start: EventBody = { type: 'run-start', runId: 'r', attempt: 1, strategy: 'first' };
const again = (strategy: 'continue' | 'restart' | 'resume'): EventBody => ({
  type: 'run-start',
  runId: 'r',
  attempt: 2,
  strategy,
});
const write = (...deltas: string[]): EventBody => ({
  type: 'run-chunk',
  runId: 'r',
  chunks: deltas.map((delta) => ({ type: 'text-delta', id: 't', delta })),
});
const end = (reason: 'complete' | 'cancelled' | 'error'): EventBody => ({
  type: 'run-end',
  runId: 'r',
  reason,
});
const suspend: EventBody = { type: 'run-suspend', runId: 'r', waitingFor: ['p'] };
const cancel: EventBody = { type: 'run-cancel', runId: 'r' };

const requested: Run = { runId: 'r', messageId: 'm', status: 'requested', attempt: 0, actor: alice };
const message: Message = {
  id: 'm',
  parentId: null,
  siblings: ['m'],
  role: 'assistant',
  parts: [],
  status: 'streaming',
  runId: 'r',
  createdAt: timeOf(1),
  model: 'demo:coral',
};
const half = { type: 'text', id: 't', text: 'half', state: 'streaming' } as const;

test.each<[string, EventBody[], Partial<Run>]>([
  ['is requested', [request], {}],
  ['runs', [request, start], { status: 'running', attempt: 1 }],
  [
    'recovers in its second attempt',
    [request, start, again('continue')],
    { status: 'recovering', attempt: 2 },
  ],
  [
    'runs when the second attempt writes',
    [request, start, again('continue'), write('x')],
    { status: 'running', attempt: 2 },
  ],
  [
    'runs at once when a wait is over',
    [request, start, suspend, again('resume')],
    { status: 'running', attempt: 2 },
  ],
  [
    'is suspended, and says for what',
    [request, start, suspend],
    { status: 'suspended', attempt: 1, waitingFor: ['p'] },
  ],
  [
    'recovers from a suspension',
    [request, start, suspend, again('continue')],
    { status: 'recovering', attempt: 2 },
  ],
  ['is asked to stop', [request, start, cancel], { status: 'running', attempt: 1, cancelRequested: true }],
  [
    'ends as it was asked to',
    [request, start, cancel, end('cancelled')],
    { status: 'ended', attempt: 1, cancelRequested: true, reason: 'cancelled' },
  ],
  [
    'ends from a suspension, waiting for nothing',
    [request, start, suspend, end('complete')],
    { status: 'ended', attempt: 1, reason: 'complete' },
  ],
  [
    'ends with a code',
    [request, { type: 'run-end', runId: 'r', reason: 'error', code: 'stalled' }],
    { status: 'ended', reason: 'error', code: 'stalled' },
  ],
])('a run %s', (_, bodies, change) => {
  expect(fold(...bodies).runs.get('r')).toStrictEqual({ ...requested, ...change });
});

test.each<[string, EventBody[], Partial<Message>]>([
  ['streams from the request on, empty', [request], {}],
  ['shows what is written', [request, start, write('ha', 'lf')], { parts: [half] }],
  [
    'names the skill of its run',
    [request, { ...start, skill: { name: 'kelp', version: '3' } }],
    { skill: { name: 'kelp', version: '3' } },
  ],
  ['keeps its text over a continue', [request, start, write('half'), again('continue')], { parts: [half] }],
  [
    'keeps its text over a resume',
    [request, start, write('half'), suspend, again('resume')],
    { parts: [half] },
  ],
  ['loses the unfinished step by a restart', [request, start, write('half'), again('restart')], {}],
  [
    'is cancelled with what was written',
    [request, start, write('half'), cancel, end('cancelled')],
    { status: 'cancelled', parts: [{ ...half, state: 'done' }] },
  ],
  [
    'is complete, with what it cost',
    [
      request,
      start,
      write('half'),
      { type: 'run-end', runId: 'r', reason: 'complete', usage: { outputTokens: 7 } },
    ],
    { status: 'complete', parts: [{ ...half, state: 'done' }], usage: { outputTokens: 7 } },
  ],
  ['is an error, with what was written', [request, end('error')], { status: 'error' }],
])('its message %s', (_, bodies, change) => {
  expect(fold(...bodies).messages.get('m')).toStrictEqual({ ...message, ...change });
});

test('[R4] a continue goes on with the open text, and abandons the open reasoning', () => {
  const state = fold(
    request,
    start,
    {
      type: 'run-chunk',
      runId: 'r',
      chunks: [
        { type: 'reasoning-delta', id: 'q', delta: 'hm' },
        { type: 'text-delta', id: 't', delta: 'one ' },
      ],
    },
    again('continue'),
    write('two'),
  );
  expect(state.messages.get('m')?.parts).toStrictEqual([
    { type: 'reasoning', id: 'q', text: 'hm', state: 'abandoned' },
    { type: 'text', id: 't', text: 'one two', state: 'streaming' },
  ]);
});

test('tool-start: the call runs', () => {
  const state = fold(
    request,
    start,
    {
      type: 'run-chunk',
      runId: 'r',
      chunks: [{ type: 'tool-input-available', toolCallId: 'c', toolName: 't', input: 1 }],
    },
    { type: 'tool-start', runId: 'r', toolCallId: 'c' },
    { type: 'tool-start', runId: 'r', toolCallId: 'unknown' },
  );
  expect(state.messages.get('m')?.parts).toStrictEqual([
    {
      type: 'dynamic-tool',
      toolCallId: 'c',
      toolName: 't',
      input: 1,
      state: 'running',
      startedAt: timeOf(4),
    },
  ]);
});

describe('a sub-agent', () => {
  const child: EventBody = { ...request, runId: 'child', messageId: 'cm', parentId: 'm', parentRunId: 'r' };

  test('has a run, and no message in the tree', () => {
    const state = fold(request, start, child);
    expect(state.runs.get('child')).toStrictEqual({
      ...requested,
      runId: 'child',
      messageId: 'cm',
      parentRunId: 'r',
    });
    expect({ messages: [...state.messages.keys()], tipId: state.tipId }).toEqual({
      messages: ['m'],
      tipId: 'm',
    });
  });

  test('writes and ends without touching what its parent wrote', () => {
    const before = fold(request, start, write('half'), child);
    const bodies: EventBody[] = [
      { ...start, runId: 'child' },
      { type: 'run-chunk', runId: 'child', chunks: [{ type: 'text-delta', id: 't', delta: 'mine' }] },
      { type: 'run-end', runId: 'child', reason: 'error' },
    ];
    const after = reduce(before, numberEvents(bodies, before.seq + 1));
    expect(after.messages.get('m')).toBe(before.messages.get('m'));
    expect([after.runs.get('r'), after.runs.get('child')?.status]).toEqual([before.runs.get('r'), 'ended']);
  });
});

describe('a steer', () => {
  const parts = [{ type: 'text' as const, text: 'shorter' }];
  const steer: EventBody = { type: 'run-steer', runId: 'r', messageId: 's', parts };

  test('waits, and then tells the step that was given it', () => {
    const waiting = fold(request, start, steer, { ...steer, messageId: 'later' });
    const asked = { runId: 'r', messageId: 's', parts };
    const later = { runId: 'r', messageId: 'later', parts };
    expect(waiting.steers).toStrictEqual([asked, later]);
    const consume: EventBody = { type: 'steer-consume', runId: 'r', messageId: 's', step: 2 };
    const consumed = reduce(waiting, numberEvents([consume], waiting.seq + 1));
    expect(consumed.steers).toStrictEqual([{ ...asked, step: 2 }, later]);
  });

  test('is gone with the end of its run, or when it became a message', () => {
    expect(fold(request, start, steer, end('complete')).steers).toEqual([]);
    const add: EventBody = { type: 'message-add', message: { id: 's', parentId: 'm', role: 'user', parts } };
    expect(
      fold(request, start, steer, { ...steer, messageId: 'other' }, add).steers.map((it) => it.messageId),
    ).toEqual(['other']);
  });
});

test('the end of a run takes its approvals and steers, and no other run’s', () => {
  const asked = {
    approvalId: 'p',
    runId: 'r',
    toolCallId: 'c',
    inputHash: 'h',
    toolName: 't',
    why: 'policy' as const,
    expiresAt: '2026-01-02T00:00:00.000Z',
    sessionScope: false,
  };
  const steer = { type: 'run-steer' as const, runId: 'r', messageId: 's', parts: [] };
  const state = fold(
    request,
    { ...request, runId: 'other', messageId: 'om' },
    { type: 'approval-request', ...asked },
    { type: 'approval-request', ...asked, approvalId: 'q', runId: 'other' },
    steer,
    { ...steer, runId: 'other', messageId: 't' },
    end('complete'),
  );
  expect([state.approvals.map((it) => it.approvalId), state.steers.map((it) => it.messageId)]).toEqual([
    ['q'],
    ['t'],
  ]);
});

test('events of a run that is not loaded move the seq and nothing else', () => {
  const state = fold(
    start,
    write('x'),
    suspend,
    cancel,
    { type: 'tool-start', runId: 'r', toolCallId: 'c' },
    end('error'),
  );
  expect(state).toStrictEqual({ ...empty, seq: 6 });
});
