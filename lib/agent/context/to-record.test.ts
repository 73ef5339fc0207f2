import { expect, test } from 'vitest';
import { estimateTokens } from '#lib/base/estimate-tokens.ts';
import { answers, asks, calls, model, says, stepDone } from './testing/message-fixture.ts';
import { toModelMessages } from './to-model-messages.ts';
import { toRecord } from './to-record.ts';

test('a record says who said what, what was called and what came of it', () => {
  const denied = calls('t2', {
    state: 'output-denied',
    approval: { approvalId: 'a', status: 'denied', by: { kind: 'user', id: 'u', name: 'Ada' } },
  });
  const messages = [asks('Which crab?'), answers(stepDone, says('Let me look.'), calls('t1'), denied)];
  expect(
    toRecord(
      messages.flatMap((message) => toModelMessages(message, model)),
      1_000,
    ),
  ).toBe(
    [
      'User: Which crab?\n',
      'Assistant: Let me look.',
      'Assistant calls look: {"at":"sea"}',
      'Assistant calls look: {"at":"sea"}\n',
      'look answers: waves',
      'look answers: It did not run: Ada did not allow it.',
    ].join('\n'),
  );
});

test('of a record that is too long the middle is left out, and of a long output its end', () => {
  const output = 'x'.repeat(3_000);
  const long = [
    asks('first'),
    ...Array.from({ length: 9 }, () => answers(stepDone, calls('t', { output }))),
    asks('last'),
  ];
  const record = toRecord(
    long.flatMap((message) => toModelMessages(message, model)),
    2_000,
  );
  expect(estimateTokens(record)).toBeLessThan(2_100);
  expect([record.startsWith('User: first'), record.endsWith('User: last')]).toEqual([true, true]);
  expect(record).toContain('[... part of the record is left out here ...]');
  expect(record).not.toContain('x'.repeat(2_001));
});

test('characters that are not ASCII count as a token each', () => {
  expect([
    estimateTokens(''),
    estimateTokens('crab'),
    estimateTokens('crabs'),
    estimateTokens('蟹は海'),
  ]).toEqual([0, 1, 2, 3]);
});
