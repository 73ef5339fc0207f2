import { expect, test } from 'vitest';
import type { Message } from '#lib/protocol/message.ts';
import type { Run } from '#lib/protocol/snapshot.ts';
import { isLivePhase, toAnswerPhase } from './answer-phase.ts';

const message: Message = {
  id: 'm',
  parentId: null,
  siblings: ['m'],
  role: 'assistant',
  parts: [],
  status: 'streaming',
  createdAt: '2026-01-01T00:00:00.000Z',
};
const run: Run = { runId: 'r', messageId: 'm', status: 'running', attempt: 1 };
const withText: Message = { ...message, parts: [{ type: 'text', text: 'kelp', state: 'streaming' }] };

test('a live answer is known by its run', () => {
  expect([
    toAnswerPhase(message, { ...run, status: 'requested' }),
    toAnswerPhase(message, run),
    toAnswerPhase(withText, run),
    toAnswerPhase(withText, { ...run, status: 'recovering' }),
    toAnswerPhase(withText, { ...run, status: 'suspended' }),
    toAnswerPhase(withText, { ...run, cancelRequested: true }),
    toAnswerPhase(message, undefined),
  ]).toEqual(['waiting', 'thinking', 'writing', 'recovering', 'suspended', 'stopping', 'thinking']);
});

test('an ended answer is known by its own status, whatever is left of its run', () => {
  expect([
    toAnswerPhase({ ...message, status: 'complete' }, run),
    toAnswerPhase({ ...message, status: 'cancelled' }, { ...run, cancelRequested: true }),
    toAnswerPhase({ ...message, status: 'error' }, undefined),
  ]).toEqual(['complete', 'stopped', 'failed']);
});

test('only ended answers are not live', () => {
  expect(
    (['waiting', 'writing', 'recovering', 'stopping', 'complete', 'stopped', 'failed'] as const).map(
      isLivePhase,
    ),
  ).toEqual([true, true, true, true, false, false, false]);
});
