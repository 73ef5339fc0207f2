import { afterEach, expect, test } from 'vitest';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import { answerPasswordQuestions } from './password-question.ts';
import { withPassword } from './with-password.ts';

const wanted: ActionResult<string> = { ok: false, error: { code: 'confirm-password', message: '' } };
let stop = () => {};
afterEach(() => stop());

/** An action that wants the password until it was typed, and what it was asked for. */
function begin(typed: boolean) {
  const seen: string[] = [];
  let isConfirmed = false;
  stop = answerPasswordQuestions(() => {
    seen.push('question');
    isConfirmed = typed;
    return Promise.resolve(typed);
  });
  const run = (): Promise<ActionResult<string>> => {
    seen.push('run');
    return Promise.resolve(isConfirmed ? { ok: true, value: 'done' } : wanted);
  };
  return { seen, run };
}

test('an action that wants the password is run again once it was typed', async () => {
  const { seen, run } = begin(true);
  expect(await withPassword(run)).toEqual({ ok: true, value: 'done' });
  expect(seen).toEqual(['run', 'question', 'run']);
});

test('whoever turns away from the question has changed nothing', async () => {
  const { seen, run } = begin(false);
  expect(await withPassword(run)).toMatchObject({ ok: false, error: { code: 'confirm-password' } });
  expect(seen).toEqual(['run', 'question']);
});

test('other refusals ask for nothing', async () => {
  const { seen } = begin(true);
  const refused: ActionResult<string> = { ok: false, error: { code: 'conflict', message: 'taken' } };
  expect(await withPassword(() => Promise.resolve(refused))).toBe(refused);
  expect(seen).toEqual([]);
});

test('a server that is away is told like a refusal', async () => {
  expect(await withPassword(() => Promise.reject(new Error('offline')))).toMatchObject({
    ok: false,
    error: { code: 'unreachable' },
  });
});
