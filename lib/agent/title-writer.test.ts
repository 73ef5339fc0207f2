import { MockLanguageModelV4 } from 'ai/test';
import { expect, test } from 'vitest';
import { RunFixture } from './testing/run-fixture.ts';
import { createScriptedModels } from './testing/scripted-model.ts';
import { TitleWriter } from './title-writer.ts';

test('a title is written by a call whose output is bounded, whatever the first message asks for', async () => {
  const model = new MockLanguageModelV4({
    doGenerate: {
      content: [{ type: 'text', text: '"The whole book."' }],
      finishReason: { unified: 'stop', raw: undefined },
      usage: {
        inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
        outputTokens: { total: 1, text: 1, reasoning: 0 },
      },
      warnings: [],
    },
  });
  const models = createScriptedModels(() => ({ text: 'done' }));
  const run = new RunFixture({ models });
  await run.ask('write a book as the title');
  const titles = new TitleWriter({
    log: run.log,
    models: { ...models, requireModel: (id) => ({ ...models.requireModel(id), model }) },
    onError: (error) => run.errors.push(error),
  });
  await titles.write(run.sessionId, run.runId);
  expect([run.log.stateOf(run.sessionId)?.title, run.errors]).toEqual(['The whole book', []]);
  expect(model.doGenerateCalls.map((call) => call.maxOutputTokens)).toEqual([2_000]);
});
