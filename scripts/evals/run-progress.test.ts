import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { trial } from '#lib/evals/read/testing/trial-fixture.ts';
import { RunProgress } from './run-progress.ts';

test('each trial is said once, when it is over, and simulated models are called so', () => {
  const lines: string[] = [];
  const progress = new RunProgress((line) => lines.push(stripVTControlCharacters(line)));
  const passed = trial(['a S01 p'], { latencyMs: 1_250 });
  const failed = trial(['a S01 f'], {
    repeat: 2,
    modelId: 'openai:x',
    fault: 'budget\n  steps',
    latencyMs: 40,
  });
  const cached = trial(['a S01 p'], { repeat: 3, cachedFrom: 'earlier', latencyMs: 1 });
  const waiting = trial([], { repeat: 4, status: 'waiting' });
  progress.tell([passed, waiting]);
  progress.tell([passed, failed, cached, { ...waiting, status: 'infra-failed', fault: 'provider-down' }]);
  const skipped = [5, 6].map((repeat) => trial([], { repeat, status: 'skipped', fault: 'cancelled' }));
  progress.tell([passed, failed, cached, waiting, ...skipped]);
  const { scenarioId, condition } = passed;
  const name = `${scenarioId} · ${condition} ·`;
  expect(lines).toEqual([
    `1/2  passed   ${name} demo:kelp (simulated) · 1  1 of 1 checks  1.3 s`,
    `2/4  failed   ${name} openai:x · 2  0 of 1 checks  0.0 s  budget steps`,
    `3/4  passed   ${name} demo:kelp (simulated) · 3  1 of 1 checks  from an earlier run`,
    `4/4  broke    ${name} demo:kelp (simulated) · 4  provider-down`,
    '6/6  skipped  2 trials: cancelled',
  ]);
});
