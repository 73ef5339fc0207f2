import { expect, test } from 'vitest';
import type { EventBody } from '#lib/protocol/event.ts';
import type { Message } from '#lib/protocol/message.ts';
import { reduce } from './reduce.ts';
import { findLiveRun, findRunOf, isQueuePaused, textOf } from './selectors.ts';
import { createSessionState, fromSnapshot, prependHistory, toSnapshot } from './session-state.ts';
import { numberEvents } from './testing/number-events.ts';

const add = (id: string, parentId: string | null): EventBody => ({
  type: 'message-add',
  message: { id, parentId, role: 'user', parts: [{ type: 'text', text: id }] },
});
const request = (runId: string, parentRunId?: string): EventBody => ({
  type: 'run-request',
  runId,
  messageId: `${runId}-answer`,
  parentId: null,
  agent: 'assistant',
  model: 'demo:coral',
  ...(parentRunId === undefined ? {} : { parentRunId }),
});
const end = (runId: string): EventBody => ({ type: 'run-end', runId, reason: 'complete' });
const queued: EventBody = { type: 'queue-add', itemId: 'q', parts: [] };
const fold = (...bodies: EventBody[]) => reduce(createSessionState('s'), numberEvents(bodies));

test('[D2] a state comes back from its snapshot as it was', () => {
  const state = fold(add('a', null), request('r'), queued);
  expect(fromSnapshot(toSnapshot(state))).toStrictEqual(state);
});

test('a page of history goes below the loaded window, and what is loaded wins', () => {
  const whole = fold(add('a', null), add('b', 'a'), add('c', 'b'));
  const [a, b, c] = [...whole.messages.values()];
  if (!a || !b || !c) throw new Error('three messages were added');
  const rated: Message = { ...b, rating: 1 };
  const loaded = fromSnapshot({ ...toSnapshot(whole), messages: [rated, c], olderBefore: 'b' });
  const paged = prependHistory(loaded, { messages: [a, b], olderBefore: null });
  expect(paged).toStrictEqual({
    ...loaded,
    messages: new Map([
      ['a', a],
      ['b', rated],
      ['c', c],
    ]),
    olderBefore: null,
  });
  expect([...paged.messages.keys()]).toEqual(['a', 'b', 'c']);
  expect([...loaded.messages.keys()]).toEqual(['b', 'c']);
});

test.each<[string, EventBody[], string | undefined]>([
  ['nothing was asked', [add('a', null)], undefined],
  ['an answer is wanted', [request('r')], 'r'],
  ['it has ended', [request('r'), end('r')], undefined],
  ['the next one waits', [request('r'), end('r'), request('next')], 'next'],
  ['a sub-agent alone runs', [request('r'), request('child', 'r'), end('r')], undefined],
])('the live run, when %s', (_, bodies, runId) => {
  expect(findLiveRun(fold(...bodies))?.runId).toBe(runId);
});

test.each<[string, EventBody[], boolean]>([
  ['while a run is live', [request('r'), queued], false],
  ['when none is', [request('r'), queued, end('r')], true],
  ['when nothing is queued', [request('r'), end('r')], false],
])('[C6] the queue waits for somebody: %s', (_, bodies, paused) => {
  expect(isQueuePaused(fold(...bodies))).toBe(paused);
});

test('the run of a message is found by its id', () => {
  const state = fold(add('a', null), request('r'));
  const [question, answer] = [...state.messages.values()];
  if (!question || !answer) throw new Error('a message and its answer were added');
  expect([findRunOf(state, question), findRunOf(state, answer)]).toEqual([undefined, state.runs.get('r')]);
});

test('the words of a message are its text parts, in order, and nothing else', () => {
  const parts: Message['parts'] = [
    { type: 'step-start' },
    { type: 'reasoning', text: 'hm' },
    { type: 'text', text: 'one ' },
    { type: 'dynamic-tool', toolCallId: 'c', toolName: 't', state: 'running' },
    { type: 'text', text: 'two' },
  ];
  expect(textOf({ parts })).toBe('one two');
});
