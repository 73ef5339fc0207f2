import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { decideTrial } from '#lib/session/decide/decide-trial.ts';
import { findAgent } from './agents.ts';
import { RunFixture } from './testing/run-fixture.ts';
import { createScriptedModels } from './testing/scripted-model.ts';
import { ScriptedSkills } from './testing/scripted-skills.ts';
import { ScriptedTool } from './testing/scripted-tool.ts';
import type { ToolOrigin, ToolSource } from './tools/agent-tool.ts';

const toSource = (origin: ToolOrigin, tools: readonly ScriptedTool[]): ToolSource => ({
  origin,
  open: async () => ({ tools, close: () => Promise.resolve() }),
});

/** A run of an agent beside a Workbench, another server and a published skill. */
async function runAs(
  agent: string,
  workbench = [new ScriptedTool('build', { asks: true, effect: 'write' })],
) {
  const models = createScriptedModels((step) =>
    step === 0 && agent !== 'trial-baseline' ? { calls: [{ name: 'build' }] } : { text: 'done' },
  );
  const skills = new ScriptedSkills();
  skills.publish('v1', 'Follow me.');
  const toolSources = [toSource('workbench', workbench), toSource('declared', [new ScriptedTool('mail')])];
  const budget = { ...unbounded, userDayCostUsd: 0 };
  const loadSpent = async () => ({ userUsd: 1, everybodyUsd: 1 });
  const run = new RunFixture({ models, toolSources, skills, budget, loadSpent });
  run.startWorker();
  run.sessionId = createId();
  const request = { messageId: createId(), title: 'a trial', prompt: 'Go.', model: 'demo:coral', agent };
  await run.log.transact({ sessionId: run.sessionId }, (control) => decideTrial(control, request));
  const events = await run.events();
  run.runId = events.find((event) => event.type === 'run-request')?.runId ?? '';
  await run.untilEnded();
  const end = (await run.events()).findLast((event) => event.type === 'run-end');
  const [call] = models.calls;
  return {
    tools: call?.tools?.map(({ name }) => name) ?? [],
    follows: JSON.stringify(call?.prompt ?? []).includes('Follow me.'),
    calls: run.toolParts.map(({ state }) => state),
    end: end?.code ?? end?.reason,
  };
}

const unbounded = {
  steps: 9,
  tokens: Infinity,
  timeMs: Infinity,
  toolCalls: 9,
  bytes: Infinity,
  costUsd: Infinity,
  userDayCostUsd: Infinity,
  dayCostUsd: Infinity,
};

test('what an agent may use is said by its name in the log: nobody is asked in a trial, and no person pays', async () => {
  expect({
    baseline: await runAs('trial-baseline'),
    mcp: await runAs('trial-mcp'),
    skill: await runAs('trial-skill'),
  }).toEqual({
    baseline: { tools: [], follows: false, calls: [], end: 'complete' },
    mcp: { tools: ['build'], follows: false, calls: ['output-available'], end: 'complete' },
    skill: { tools: ['build'], follows: true, calls: ['output-available'], end: 'complete' },
  });
});

test('people are answered with everything, within their budget', async () => {
  expect(await runAs('assistant')).toMatchObject({ end: 'budget-cost' });
});

test('a trial that would go without its tools is no trial, and an agent that nobody knows does nothing', async () => {
  expect([await runAs('trial-mcp', []), await runAs('trial-skill', []), await runAs('constructor')]).toEqual([
    { tools: [], follows: false, calls: [], end: 'tools-missing' },
    { tools: [], follows: false, calls: [], end: 'tools-missing' },
    { tools: [], follows: false, calls: [], end: 'agent-unknown' },
  ]);
  expect(findAgent('trial-judge')).toBeUndefined();
});
