import { MockLanguageModelV4 } from 'ai/test';
import { expect, test } from 'vitest';
import type { ModelRegistry } from '../models/registry.ts';
import { hasChunk, RunFixture } from '../testing/run-fixture.ts';
import { createScriptedModels, type ScriptedStep } from '../testing/scripted-model.ts';

const plenty = 1_000_000;
const budget = {
  steps: plenty,
  tokens: plenty,
  timeMs: plenty,
  toolCalls: plenty,
  bytes: plenty,
  costUsd: 5,
  userDayCostUsd: plenty,
  dayCostUsd: plenty,
};

/** A token of an answer costs a dollar, one of a prompt nothing. */
const price = { input: 0, output: 1_000_000 };

/** Answers call by call. */
function createModels(script: (call: number) => ScriptedStep) {
  let calls = 0;
  return createScriptedModels(() => script(calls++));
}

/** Says something and then nothing more, until it is asked to stop. */
const slow = new MockLanguageModelV4({
  doStream: () =>
    Promise.resolve({
      stream: new ReadableStream({
        start(controller) {
          controller.enqueue({ type: 'stream-start', warnings: [] });
          controller.enqueue({ type: 'text-start', id: 'text' });
          controller.enqueue({ type: 'text-delta', id: 'text', delta: 'Four tokens, 16.' });
        },
      }),
    }),
});

async function runToEnd(
  models: ModelRegistry,
  options: { model?: MockLanguageModelV4; budget?: typeof budget },
) {
  const priced: ModelRegistry = {
    ...models,
    requireModel(id) {
      const { model, capabilities } = models.requireModel(id);
      return { model: options.model ?? model, capabilities: { ...capabilities, price } };
    },
  };
  const run = new RunFixture({ models: priced, ...(options.budget ? { budget: options.budget } : {}) });
  if (options.model) run.onCommit(hasChunk('text-delta'), () => void run.cancel());
  run.startWorker();
  await run.ask();
  await run.untilEnded();
  return (await run.events()).at(-1);
}

test('[R5] an answer that is stopped while it is written is not free', async () => {
  const end = await runToEnd(
    createModels(() => ({})),
    { model: slow },
  );
  expect(end).toMatchObject({ reason: 'cancelled', usage: { outputTokens: 4, costUsd: 4 } });
});

test('[R5] a call that broke off counts beside the one that went on', async () => {
  const models = createModels((call) =>
    call === 0 ? { text: 'Four tokens, 16.', cut: true } : { text: ' The rest.' },
  );
  const end = await runToEnd(models, {});
  expect(end).toMatchObject({ reason: 'complete', usage: { outputTokens: 9, costUsd: 9 } });
});

test('[R5] calls that break off again and again use up the budget of an answer', async () => {
  const models = createModels((call) => ({ text: `${call} is 4 tokens.`, cut: true }));
  const end = await runToEnd(models, { budget });
  expect([end, models.calls.length]).toMatchObject([{ reason: 'error', code: 'budget-cost' }, 2]);
});
