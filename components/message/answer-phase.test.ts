import { expect, test } from 'vitest';
import type { Message, ToolPart } from '#lib/protocol/message.ts';
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

const withTools = (...states: ToolPart['state'][]): Message => ({
  ...withText,
  parts: [
    ...withText.parts,
    ...states.map((state, index) => ({
      type: 'dynamic-tool' as const,
      toolCallId: String(index),
      toolName: 'execute_sql',
      state,
    })),
  ],
});

test('an answer whose tools run is at work; one whose tools are done thinks about what they said', () => {
  expect([
    toAnswerPhase(withTools('input-streaming'), run),
    toAnswerPhase(withTools('output-available', 'running'), run),
    toAnswerPhase(withTools('approval-requested', 'running'), run),
    toAnswerPhase(withTools('approval-responded'), run),
    toAnswerPhase(withTools('output-available', 'output-denied'), run),
    toAnswerPhase({ ...withText, parts: [...withText.parts, { type: 'step-start' }] }, run),
  ]).toEqual(['working', 'working', 'working', 'working', 'thinking', 'thinking']);
});

test('an answer that only waits for a person asks, parked or not', () => {
  const suspended: Run = { ...run, status: 'suspended', waitingFor: ['a'] };
  expect([
    toAnswerPhase(withTools('approval-requested', 'output-available'), run),
    toAnswerPhase(withTools('approval-requested'), suspended),
    toAnswerPhase(withTools('approval-responded', 'approval-requested'), suspended),
    toAnswerPhase(withTools('approval-responded'), suspended),
    toAnswerPhase(withTools('approval-requested'), { ...suspended, cancelRequested: true }),
  ]).toEqual(['asking', 'asking', 'asking', 'suspended', 'stopping']);
});

test('only ended answers are not live', () => {
  expect(
    (['waiting', 'writing', 'recovering', 'stopping', 'complete', 'stopped', 'failed'] as const).map(
      isLivePhase,
    ),
  ).toEqual([true, true, true, true, false, false, false]);
});
