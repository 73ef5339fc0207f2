import { expect, test } from 'vitest';
import { isSummaryRequest } from '#lib/base/summary-prompt.ts';
import type { Event } from '#lib/protocol/event.ts';
import { RunFixture } from '../testing/run-fixture.ts';
import { createScriptedModels } from '../testing/scripted-model.ts';

/** 1,000 tokens of a window of 4,000, a quarter of which is the answer's. */
const words = (name: string) => name.padEnd(4_000, '.');

function createSmallModels() {
  const models = createScriptedModels((_, { prompt }) => {
    const [system] = prompt;
    const isSummary = system?.role === 'system' && isSummaryRequest(system.content);
    return { text: isSummary ? 'They spoke of crabs.' : 'Yes.' };
  });
  return {
    ...models,
    requireModel(id: string) {
      const { model, capabilities } = models.requireModel(id);
      return { model, capabilities: { ...capabilities, contextWindow: 4_000 } };
    },
  };
}

async function converse(models: ReturnType<typeof createSmallModels>, texts: readonly string[]) {
  const run = new RunFixture({ models });
  run.startWorker();
  for (const text of texts) {
    await run.ask(text);
    await run.untilEnded();
  }
  return run;
}

const chunkTypes = (events: readonly Event[]) =>
  events
    .flatMap((event) => (event.type === 'run-chunk' ? event.chunks : []))
    .map(({ type }) => type)
    .filter((type) => type === 'data-compaction' || type === 'start-step');

test('a conversation that outgrows the window goes on with a summary, which the log holds before the step', async () => {
  const models = createSmallModels();
  const run = await converse(models, [words('first'), words('second'), words('third'), 'And then?']);
  expect(chunkTypes(await run.events())).toEqual([
    'start-step',
    'start-step',
    'data-compaction',
    'start-step',
    'start-step',
  ]);
  const prompts = models.calls.map(({ prompt }) => JSON.stringify(prompt));
  const summarised = prompts.map((prompt) => prompt.includes('They spoke of crabs.'));
  expect(summarised).toEqual([false, false, false, true, true]);
  // The summary that was made for the third question serves the fourth, too.
  expect(
    [3, 4].map((index) => ['first.', 'third.'].filter((name) => prompts[index]?.includes(name))),
  ).toEqual([['third.'], ['third.']]);
});

test('the call that wrote the summary counts in the answer’s usage', async () => {
  const run = await converse(createSmallModels(), [words('first'), words('second'), words('third')]);
  expect(run.message?.usage).toMatchObject({ inputTokens: 20, outputTokens: 10 });
});

test('a question that is too long for the window ends in an error that says so, and calls no model', async () => {
  const models = createSmallModels();
  const run = await converse(models, [words('long').repeat(5)]);
  expect((await run.events()).at(-1)).toMatchObject({
    type: 'run-end',
    reason: 'error',
    code: 'context-full',
  });
  expect(models.calls).toEqual([]);
});
