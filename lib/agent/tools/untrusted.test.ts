import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { Message, Part, ToolPart } from '#lib/protocol/message.ts';
import { hasReadUntrusted } from './untrusted.ts';

const result = (untrusted?: boolean, state: ToolPart['state'] = 'output-available'): Part => ({
  type: 'dynamic-tool',
  toolCallId: 'c',
  toolName: 'read',
  state,
  ...(untrusted === undefined ? {} : { untrusted }),
});
const step: Part = { type: 'step-start', state: 'done' };
const answer = (...parts: Part[]): Message => ({
  id: createId(),
  parentId: null,
  siblings: [],
  role: 'assistant',
  parts,
  status: 'cancelled',
  createdAt: '2026-01-01T00:00:00.000Z',
});

test.each<[string, readonly Message[], readonly Part[], boolean]>([
  ['nothing', [], [], false],
  ['a result of ours', [answer(step, result(false))], [step, result(), step], false],
  ['one of others in an earlier step', [], [step, result(true), step], true],
  ['an error of others', [], [step, result(true, 'output-error'), step], true],
  ['one of others in an earlier answer', [answer(step, result(true))], [step], true],
  ['one of others beside the call that is planned', [], [step, step, result(true)], false],
])('[X46] after %s', (_, history, own, expected) => {
  expect(hasReadUntrusted(history, own)).toBe(expected);
});
