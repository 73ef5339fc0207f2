import { expect, test } from 'vitest';
import type { OpenedAnswer } from '#lib/protocol/rated-answer.ts';
import type { Part } from '#lib/protocol/message.ts';
import { buildDraft } from './build-draft.ts';

const call = (toolName: string, input: unknown, output: unknown): Part => ({
  type: 'dynamic-tool',
  toolCallId: toolName,
  toolName,
  state: 'output-available',
  input,
  output,
});
const sql = 'create table public.notes (id int)';
const answer: OpenedAnswer = {
  sessionId: '0',
  messageId: '1',
  ownerId: 'alice',
  value: -1,
  note: 'unsafe: everybody reads it',
  ratedAt: '2026-01-01T00:00:00.000Z',
  model: 'demo:coral',
  skill: { name: 'workbench', version: 'abc' },
  earlier: [{ role: 'user', text: 'Hello' }],
  prompt: 'Add a notes table.\nPlease.',
  parts: [
    { type: 'step-start' },
    call('execute_sql', { sql }, { rows: 'x'.repeat(3_000) }),
    { type: 'text', text: 'There it is.' },
  ],
};

test('a draft has what was asked, what there was, what was done, and what to check', () => {
  const built = buildDraft({ answer, before: [{ kind: 'sql', sql: 'create table a ()' }], findings: [] });
  const { checks, trace, ...rest } = built;
  expect(rest).toEqual({
    slug: 'add-a-notes-table-please',
    title: 'Add a notes table.',
    prompt: 'Add a notes table.\nPlease.',
    seed: 'create table a ();\n',
    note: [
      'Rated bad: unsafe: everybody reads it',
      'Answered by demo:coral, workbench abc',
      'Said before the prompt, which may lean on it:',
      'user: Hello',
    ].join('\n'),
  });
  expect(trace).toEqual({
    answer: 'There it is.',
    calls: [
      {
        toolName: 'execute_sql',
        state: 'output-available',
        input: { sql },
        output: expect.stringMatching(/^\{"rows":"x{1991}$/),
      },
    ],
  });
  expect(checks).toMatchObject({ checks: [{ id: 'docs-first' }, { id: 'verified' }, { id: 'recorded' }] });
});

test('an answer to nothing, about which nobody said a word, is a draft too', () => {
  const bare = {
    ...answer,
    value: 1,
    note: null,
    model: null,
    skill: null,
    earlier: [],
    prompt: '',
  } as const;
  expect(buildDraft({ answer: { ...bare, parts: [] }, before: [], findings: [] })).toEqual({
    slug: 'scenario',
    title: 'A rated answer',
    prompt: '',
    seed: '-- The template is all that this needs.\n',
    checks: { checks: [] },
    trace: { calls: [], answer: '' },
    note: 'Rated good, without a reason',
  });
});
