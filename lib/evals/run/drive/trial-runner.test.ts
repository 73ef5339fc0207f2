import { expect, test } from 'vitest';
import type { LoadedScenario } from '../scenario/load-scenarios.ts';
import { TrialRunner, type RunnerDependencies } from './trial-runner.ts';

const trial = {
  id: 'trial',
  scenarioId: 'one',
  condition: 'mcp' as const,
  modelId: 'demo:kelp',
  repeat: 1,
  cacheKey: 'key',
  status: 'running' as const,
  attempt: 1,
  sessionId: 'session',
};

test('a stop that does not get through is no reason to wait for the end of the answer', async () => {
  const lost = new Error('the database is away');
  const runner = new TrialRunner({
    // Cast: a cancelled trial asks for nothing else.
    ...({
      sessions: { ensure: async () => undefined, stop: () => Promise.reject(lost) },
      watch: {
        findRunId: async () => 'run',
        untilEnded: (_sessionId: string, signal: AbortSignal) =>
          signal.aborted ? Promise.resolve(undefined) : new Promise(() => undefined),
      },
    } as unknown as RunnerDependencies),
    onError: () => undefined,
  });
  const signals = { leaving: new AbortController().signal, cancelled: AbortSignal.abort() };
  // Cast: of its scenario it needs the prompt.
  const loaded = { scenario: { prompt: 'Do it.' } } as LoadedScenario;
  await expect(runner.run(trial, loaded, signals)).rejects.toBe(lost);
});
