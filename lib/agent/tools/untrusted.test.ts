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
const summary: Part = {
  type: 'data-compaction',
  id: 'compaction',
  data: { throughMessageId: createId(), summary: 'What was said.', tokensBefore: 9, tokensAfter: 1 },
};
const answer = (...parts: Part[]): Message => ({
  id: createId(),
  parentId: null,
  siblings: [],
  role: 'assistant',
  parts,
  status: 'cancelled',
  createdAt: '2026-01-01T00:00:00.000Z',
});
/** The first of the messages that are left of a branch that is longer. */
const later = (...parts: Part[]): Message => ({ ...answer(...parts), parentId: createId() });

test.each<[string, readonly Message[], readonly Part[], boolean]>([
  ['nothing', [], [], false],
  ['a result of ours', [answer(step, result(false))], [step, result(), step], false],
  ['one of others in an earlier step', [], [step, result(true), step], true],
  ['an error of others', [], [step, result(true, 'output-error'), step], true],
  ['one of others in an earlier answer', [answer(step, result(true))], [step], true],
  ['a summary of what is here', [answer(step, result(false))], [summary, step], false],
  ['a summary of what is not', [later(step), answer(summary, step)], [step], true],
  ['a summary by this answer of what is not', [later(step)], [summary, step], true],
  ['nothing, in a branch that is not whole', [later(step)], [step], false],
  ['one of others beside the call that is planned', [], [step, step, result(true)], false],
])('[X46] after %s', (_, history, own, expected) => {
  expect(hasReadUntrusted(history, own)).toBe(expected);
});
