import { MockLanguageModelV4 } from 'ai/test';
import { expect, test } from 'vitest';
import type { Event } from '#lib/protocol/event.ts';
import type { ModelRegistry } from '../models/registry.ts';
import { hasChunk, RunFixture } from '../testing/run-fixture.ts';
import { createScriptedModels } from '../testing/scripted-model.ts';
import { ok, ScriptedSource, ScriptedTool } from '../testing/scripted-tool.ts';

const plenty = 1_000_000;
const budget = {
  steps: plenty,
  tokens: plenty,
  timeMs: plenty,
  toolCalls: plenty,
  bytes: plenty,
  costUsd: 0.9,
  userDayCostUsd: 5,
  dayCostUsd: 50,
};

/** Calls a tool for ever; each step costs 20 cents. */
function createPricedModels(): ModelRegistry {
  const models = createScriptedModels(() => ({ calls: [{ name: 'look' }] }));
  const price = { input: 10_000, output: 20_000 };
  return {
    ...models,
    requireModel(id) {
      const { model, capabilities } = models.requireModel(id);
      return { model, capabilities: { ...capabilities, price } };
    },
  };
}

const chunksOf = (events: readonly Event[]) =>
  events.flatMap((event) => (event.type === 'run-chunk' ? event.chunks : []));
const findWarnings = (events: readonly Event[]) =>
  chunksOf(events).flatMap((chunk) => (chunk.type === 'data-budget' ? [chunk.data] : []));

test('[R5] an answer that costs too much is warned of once and ends, also when a worker dies in between', async () => {
  const toolSources = [new ScriptedSource([new ScriptedTool('look', { repeats: true })])];
  const run = new RunFixture({ models: createPricedModels(), toolSources, budget });
  const first = run.startWorker();
  run.onCommit(hasChunk('data-budget'), () => {
    first.kill();
    run.startWorker();
  });
  await run.ask();
  await run.untilEnded();
  const events = await run.events();
  expect(findWarnings(events)).toEqual([
    { kind: 'cost', scope: 'run', used: expect.closeTo(0.8), limit: 0.9 },
  ]);
  expect(events.at(-1)).toMatchObject({
    type: 'run-end',
    reason: 'error',
    code: 'budget-cost',
    usage: { inputTokens: 50, outputTokens: 25, costUsd: expect.closeTo(1) },
  });
});

test('on a day whose budget is used up an answer calls no model, and says whose budget it was', async () => {
  const models = createPricedModels();
  const loadSpent = async () => ({ userUsd: 5, everybodyUsd: 6 });
  const run = new RunFixture({ models, budget, loadSpent });
  run.startWorker();
  await run.ask();
  await run.untilEnded();
  const events = await run.events();
  expect(chunksOf(events)).toEqual([
    {
      type: 'data-budget',
      id: 'budget-user-day-cost',
      data: { kind: 'cost', scope: 'user-day', used: 5, limit: 5 },
    },
  ]);
  expect(events.at(-1)).toMatchObject({ type: 'run-end', reason: 'error', code: 'budget-cost' });
});

test('[R5] a wait for people takes none of the time that an answer may take', async () => {
  const models = createScriptedModels((step) =>
    step === 0 ? { calls: [{ name: 'ask' }] } : { text: 'Done.' },
  );
  const toolSources = [new ScriptedSource([new ScriptedTool('ask', { asks: true })])];
  const run = new RunFixture({
    models,
    toolSources,
    budget: { ...budget, timeMs: 60_000 },
    limits: { approvalExpiryMs: 86_400_000 },
  });
  run.startWorker();
  await run.ask();
  await run.untilParked();
  run.clock.advance(3_600_000);
  await run.respond('approve');
  await run.untilEnded();
  expect((await run.events()).at(-1)).toMatchObject({ type: 'run-end', reason: 'complete' });
});

test('[R5] time under a lease counts, that of tools too', async () => {
  const look = new ScriptedTool('look', {
    run: () => {
      run.clock.advance(25_000);
      return ok('waves');
    },
  });
  const models = createScriptedModels(() => ({ calls: [{ name: 'look' }] }));
  const run = new RunFixture({
    models,
    toolSources: [new ScriptedSource([look])],
    budget: { ...budget, timeMs: 60_000 },
  });
  run.startWorker();
  await run.ask();
  await run.untilEnded();
  expect((await run.events()).at(-1)).toMatchObject({ reason: 'error', code: 'budget-time' });
  expect(look.executed).toHaveLength(3);
});

test('[R5] a step that takes longer than what is left is stopped, and what it wrote stays', async () => {
  const models = createScriptedModels(() => ({}));
  const model = new MockLanguageModelV4({
    doStream: async () => ({
      stream: new ReadableStream({
        start(controller) {
          controller.enqueue({ type: 'stream-start', warnings: [] });
          controller.enqueue({ type: 'text-start', id: '0' });
          controller.enqueue({ type: 'text-delta', id: '0', delta: 'Well' });
        },
      }),
    }),
  });
  const run = new RunFixture({
    models: { ...models, requireModel: (id) => ({ ...models.requireModel(id), model }) },
    budget: { ...budget, timeMs: 5_000 },
  });
  run.startWorker();
  await run.ask();
  await run.untilEnded();
  expect((await run.events()).at(-1)).toMatchObject({ reason: 'error', code: 'budget-time' });
  expect(run.message?.parts).toMatchObject([{ type: 'step-start' }, { type: 'text', text: 'Well' }]);
});
