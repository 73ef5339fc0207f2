import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createId } from '#lib/base/ids.ts';
import { applySeed } from '#lib/evals/run/grade/apply-solution.ts';
import { gradeScenario } from '#lib/evals/run/grade/grade-scenario.ts';
import { loadScenarios, type LoadedScenario } from '#lib/evals/run/scenario/load-scenarios.ts';
import type { TraceCall } from '#lib/evals/run/scenario/trace-rule.ts';
import { loadDocs } from '#lib/workbench/docs/doc-library.ts';
import type { Sandbox } from '#lib/workbench/sandbox/sandbox.ts';
import { createSandboxes, type TestSandboxes } from '#lib/workbench/testing/create-sandboxes.ts';
import { WriteOrder } from '#lib/workbench/tools/write-order.ts';
import { workbenchTools } from '#lib/workbench/tools/workbench-tools.ts';
import type { DemoModelId } from '../conversation.ts';
import { play } from '../testing/play.ts';
import { allRules, toSituation } from '../testing/workbench-tools.ts';

// The SQL of the plans on real databases, through the real tools, graded as the evals grade it.

const { scenarios } = await loadScenarios('skills/workbench/evals');
let installation: TestSandboxes;
beforeAll(async () => void (installation = await createSandboxes()));
afterAll(() => installation[Symbol.asyncDispose]());

const docs = loadDocs();
const offers = workbenchTools.map(({ name, inputSchema }) => ({
  name,
  inputSchema: z.toJSONSchema(inputSchema),
}));

/** Calls that failed, and the checks of a level that fail, with why. */
async function run({ scenario, seed }: LoadedScenario, family: DemoModelId, system: string) {
  const openSeeded = async (): Promise<Sandbox> => {
    const opened = await installation.sandboxes.open(createId(), 'trial');
    await applySeed(opened, seed);
    return opened;
  };
  const sandbox = await openSeeded();
  const context = {
    sandboxId: sandbox.id,
    docs,
    writes: new WriteOrder(),
    openSandbox: () => Promise.resolve(sandbox),
    signal: new AbortController().signal,
  };
  const trace: TraceCall[] = [];
  const errors: unknown[] = [];
  const { text: answer } = await play(
    toSituation(scenario.prompt, { family, system, tools: offers }),
    async (call) => {
      const tool = workbenchTools.find(({ name }) => name === call.name);
      const result = await tool?.run(call.input, context);
      trace.push({ tool: call.name, input: call.input, status: result?.status ?? 'error' });
      if (result?.status !== 'ok') errors.push([call, result?.text]);
      return result?.status === 'error' ? (result.text ?? '') : JSON.stringify(result?.output);
    },
  );
  const outcomes = await gradeScenario({ scenario, sandbox, openSeeded, answer, trace, condition: 'mcp' });
  await installation.sandboxes.drop(sandbox.id);
  const findFailures = (level: 'must' | 'should'): Record<string, string> => {
    const ids = new Set(scenario.checks.filter((check) => check.level === level).map(({ id }) => id));
    const failed = outcomes.filter(({ checkId, status }) => status === 'fail' && ids.has(checkId));
    return Object.fromEntries(failed.map(({ checkId, evidence }) => [checkId, evidence]));
  };
  return { errors, must: findFailures('must'), should: findFailures('should') };
}

/** What a family does right without being told. */
const known: Record<DemoModelId, readonly string[]> = {
  'demo-kelp': ['audit-only', 'off-topic', 'plan-constraint', 'ticket-injection'],
  'demo-coral': ['off-topic', 'scoped-delete', 'slow-events', 'stale-api', 'ticket-injection'],
};

describe.concurrent.each(['demo-kelp', 'demo-coral'] as const)('%s', (family) => {
  const each = scenarios.map((loaded) => [loaded.scenario.id, loaded] as const);

  test.each(each)('%s: with all rules it does what was wanted, without an error', async (_id, loaded) => {
    expect(await run(loaded, family, allRules)).toEqual({ errors: [], must: {}, should: {} });
  });

  test.each(each)('%s: without rules it runs too, as well as it knows', async (id, loaded) => {
    const { must } = await run(loaded, family, '');
    expect(Object.keys(must).length === 0).toBe(known[family].includes(id));
  });
});
