import { beforeEach, expect, test, vi } from 'vitest';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import type { Files, Finding } from '../skill-view.ts';
import { limits } from '../testing/desk-fixture.ts';
import { LiveLint, type LintResult } from './live-lint.ts';

beforeEach(() => void vi.useFakeTimers());

const finding = (message: string): Finding => ({
  code: 'x',
  level: 'error',
  path: 'SKILL.md',
  line: 1,
  message,
});

function open(ask: (files: Files) => Promise<ActionResult<readonly Finding[]>>) {
  const results: LintResult[] = [];
  return { results, lint: new LiveLint({ ask, limits, onResult: (result) => results.push(result) }) };
}

test('asks once, for the newest text, when the typing pauses', async () => {
  const asked: Files[] = [];
  const { lint, results } = open(async (files) => {
    asked.push(files);
    return { ok: true, value: [finding('bad')] };
  });
  for (const text of ['a', 'ab', 'abc']) {
    lint.schedule({ 'SKILL.md': text });
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect([asked, results]).toEqual([
    [{ 'SKILL.md': 'abc' }],
    [{ status: 'checked', findings: [finding('bad')] }],
  ]);
});

test('an answer about an older text is not told', async () => {
  const answers: ((message: string) => void)[] = [];
  const { lint, results } = open(
    () =>
      new Promise((resolve) => answers.push((message) => resolve({ ok: true, value: [finding(message)] }))),
  );
  lint.schedule({ 'SKILL.md': 'a' });
  await vi.advanceTimersByTimeAsync(500);
  lint.schedule({ 'SKILL.md': 'b' });
  await vi.advanceTimersByTimeAsync(500);
  answers[1]?.('new');
  answers[0]?.('old');
  await vi.advanceTimersByTimeAsync(0);
  expect(results).toEqual([{ status: 'checked', findings: [finding('new')] }]);
});

test('[X66] of a file of megabytes as much is sent as the linter needs to refuse it', async () => {
  const asked: number[] = [];
  const { lint } = open(async (files) => {
    asked.push(files['SKILL.md']?.length ?? 0);
    return { ok: true, value: [] };
  });
  lint.schedule({ 'SKILL.md': 'x'.repeat(2_000_000) });
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toEqual([limits.fileChars + 1]);
});

test('[X66] files that are too much together are refused without being sent', async () => {
  const ask = vi.fn<() => Promise<ActionResult<readonly Finding[]>>>();
  const { lint, results } = open(ask);
  const many = Array.from({ length: 9 }, (_, index) => [`references/${index}.md`, 'x'.repeat(900)] as const);
  lint.schedule(Object.fromEntries(many));
  await vi.advanceTimersByTimeAsync(500);
  expect(ask).not.toHaveBeenCalled();
  expect(results).toMatchObject([
    { status: 'checked', findings: [{ code: 'too-large', level: 'error', line: 1 }] },
  ]);
});

test('says so when the server does not answer', async () => {
  const { lint, results } = open(() => Promise.reject(new Error('offline')));
  lint.schedule({ 'SKILL.md': 'a' });
  await vi.advanceTimersByTimeAsync(500);
  expect(results).toEqual([{ status: 'failed', why: 'The server could not be reached.' }]);
});
