import { expect, test } from 'vitest';
import type { ToolPart } from '#lib/protocol/message.ts';
import { textOf } from '#lib/state/selectors.ts';
import { hasChunk, RunFixture } from './testing/run-fixture.ts';
import { createScriptedModels, type ScriptedStep } from './testing/scripted-model.ts';
import { ok, ScriptedSource, ScriptedTool } from './testing/scripted-tool.ts';

const never = new Promise<never>(() => undefined);
const standOf = ({ state, approval }: ToolPart) => [state, approval?.status].join(' ');

function startRun(first: ScriptedStep, tools: readonly ScriptedTool[], approvals: 'ask' | 'allow' = 'ask') {
  const models = createScriptedModels((step) => (step === 0 ? first : { text: 'done' }));
  const run = new RunFixture({ models, toolSources: [new ScriptedSource(tools)], approvals });
  return { run, models };
}

/** Hangs when it is called first, as if its worker died in it. */
function hangingOnce(repeats: boolean) {
  let calls = 0;
  return new ScriptedTool('work', { repeats, run: () => (calls++ === 0 ? never : ok('worked')) });
}

/** Its worker dies while the tool runs, and another one takes over. */
async function dieInTool(tool: ScriptedTool, approvals?: 'ask' | 'allow') {
  const { run, models } = startRun({ calls: [{ name: 'work' }] }, [tool], approvals);
  const first = run.startWorker();
  await run.ask();
  await run.until(() => tool.executed.length === 1);
  first.kill();
  run.startWorker();
  return { run, models };
}

test('[R4] a call whose worker died before its start runs once', async () => {
  const tool = new ScriptedTool('work');
  const { run } = startRun({ calls: [{ name: 'work' }] }, [tool]);
  const first = run.startWorker();
  run.onCommit(hasChunk('finish-step'), () => first.kill());
  await run.ask();
  await run.until(() => run.toolParts.length > 0);
  expect(tool.executed).toEqual([]);
  run.startWorker();
  await run.untilEnded();
  expect([tool.executed.length, run.message && textOf(run.message)]).toEqual([1, 'done']);
});

test('[R4] a call that was finished never runs again', async () => {
  const [quick, slow] = [new ScriptedTool('quick'), hangingOnce(true)];
  const { run } = startRun({ calls: [{ name: 'quick' }, { name: 'work' }] }, [quick, slow]);
  const first = run.startWorker();
  run.onCommit(hasChunk('tool-output-available'), () => first.kill());
  await run.ask();
  await run.until(() => run.toolParts[0]?.state === 'output-available');
  run.startWorker();
  await run.untilEnded();
  expect([quick.executed.length, slow.executed.length]).toEqual([1, 2]);
  expect(run.toolParts.map(({ output }) => output)).toEqual(['quick did it', 'worked']);
});

test('[R4] a call whose worker died after its result leads to the next step', async () => {
  const tool = new ScriptedTool('work');
  const { run, models } = startRun({ calls: [{ name: 'work' }] }, [tool]);
  const first = run.startWorker();
  run.onCommit(hasChunk('tool-output-available'), () => first.kill());
  await run.ask();
  await run.until(() => run.toolParts[0]?.state === 'output-available');
  run.startWorker();
  await run.untilEnded();
  expect([tool.executed.length, models.calls.length, run.message?.usage?.totalTokens]).toEqual([1, 2, 30]);
});

test('[R4] [I14] died in the middle of a pure read, it reads again', async () => {
  const tool = hangingOnce(true);
  const { run } = await dieInTool(tool);
  await run.untilEnded();
  expect([tool.executed.length, run.toolParts.map(standOf)]).toEqual([2, ['output-available ']]);
});

test('[R4] [I14] died in the middle of anything else, a person decides: run it again', async () => {
  const tool = hangingOnce(false);
  const { run } = await dieInTool(tool);
  await run.untilParked();
  expect({ open: run.open, executed: tool.executed.length }).toMatchObject({
    open: [{ toolCallId: 't1-1-0', why: 'unknown-outcome', sessionScope: false }],
    executed: 1,
  });
  await run.respond('approve');
  await run.untilEnded();
  expect([tool.executed.length, run.toolParts.map(standOf)]).toEqual([2, ['output-available approved']]);
});

test('[R4] [I14] or not to', async () => {
  const tool = hangingOnce(false);
  const { run, models } = await dieInTool(tool);
  await run.untilParked();
  await run.respond('deny');
  await run.untilEnded();
  expect([tool.executed.length, run.toolParts]).toMatchObject([
    1,
    [
      {
        state: 'output-error',
        errorText: 'outcome unknown: a person chose not to run it again',
        approval: { status: 'denied' },
      },
    ],
  ]);
  expect(JSON.stringify(models.calls.at(-1)?.prompt)).toContain('a person chose not to run it again');
});

test('[R4] [I14] allowed for the session, it is asked about all the same', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const tool = new ScriptedTool('work', {
    asks: true,
    run: (input) => (JSON.stringify(input).includes('true') ? ok('first') : gate.then(() => never)),
  });
  const models = createScriptedModels((step) =>
    step < 2 ? { calls: [{ name: 'work', input: { first: step === 0 } }] } : { text: 'done' },
  );
  const run = new RunFixture({ models, toolSources: [new ScriptedSource([tool])] });
  const first = run.startWorker();
  await run.ask();
  await run.untilParked();
  await run.respond('approve', { scope: 'session' });
  await run.until(() => tool.executed.length === 2);
  first.kill();
  open();
  run.startWorker();
  await run.untilParked();
  expect(run.open).toMatchObject([{ toolCallId: 't2-2-0', why: 'unknown-outcome' }]);
});

test('[I14] where nobody is there to ask, an unknown outcome stays unknown', async () => {
  const tool = hangingOnce(false);
  const { run } = await dieInTool(tool, 'allow');
  await run.untilEnded();
  expect([tool.executed.length, run.toolParts]).toMatchObject([
    1,
    [{ state: 'output-error', errorText: expect.stringContaining('outcome unknown') }],
  ]);
});

test('[R4] a step that was cut after whole calls is over as it is, and its calls run once', async () => {
  const tool = new ScriptedTool('work');
  let cuts = 0;
  const models = createScriptedModels((step) =>
    step === 0 ? { text: 'Let me see', calls: [{ name: 'work' }], cut: cuts++ === 0 } : { text: ' done' },
  );
  const run = new RunFixture({ models, toolSources: [new ScriptedSource([tool])] });
  run.startWorker();
  await run.ask();
  await run.untilEnded();
  expect([cuts, tool.executed.length, run.message && textOf(run.message)]).toEqual([1, 1, 'Let me see done']);
  expect(run.message?.parts.map(({ type }) => type)).toEqual([
    'step-start',
    'text',
    'dynamic-tool',
    'step-start',
    'text',
  ]);
});

test('[R6] a drain starts no tool, waits for those that run, and gives the run away with their results', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const tool = new ScriptedTool('work', { run: () => gate.then(() => ok('worked')) });
  const { run } = startRun({ calls: Array.from({ length: 9 }, () => ({ name: 'work' })) }, [tool]);
  const first = run.startWorker();
  await run.ask();
  await run.until(() => tool.executed.length === 8);
  const drained = first.drain();
  open();
  await drained;
  expect([run.status, run.toolParts.map(standOf)]).toEqual([
    'running',
    [...Array.from({ length: 8 }, () => 'output-available '), 'input-available '],
  ]);
  run.startWorker();
  await run.untilEnded();
  expect([tool.executed.length, run.message?.status]).toEqual([9, 'complete']);
});

test('[A3] a question survives every worker that asked it', async () => {
  const tool = new ScriptedTool('work', { asks: true });
  const { run } = startRun({ calls: [{ name: 'work' }] }, [tool]);
  const first = run.startWorker();
  run.onCommit(
    (event) => event.type === 'approval-request',
    () => first.kill(),
  );
  await run.ask();
  await run.until(() => run.open.length > 0);
  run.startWorker();
  await run.untilParked();
  expect((await run.types()).filter((type) => type === 'approval-request')).toHaveLength(1);
  await run.respond('approve');
  await run.untilEnded();
  expect(tool.executed).toHaveLength(1);
});

test('[I14] a worker that was frozen while the start was committed starts nothing when it wakes', async () => {
  const tool = new ScriptedTool('work');
  const { run } = startRun({ calls: [{ name: 'work' }] }, [tool]);
  run.startWorker();
  // The commit is made, and its answer is late.
  run.onCommit(
    (event) => event.type === 'tool-start',
    () => run.clock.advance(60_000),
  );
  await run.ask();
  await run.untilParked();
  expect([tool.executed.length, run.open]).toMatchObject([0, [{ why: 'unknown-outcome' }]]);
});

test.each([
  [
    'after text, the text goes on and the half call is left behind',
    'One, ',
    ['abandoned', 'output-available'],
  ],
  ['without text, the step starts over', undefined, ['output-available']],
])('[R4] a tool input that was cut never runs: %s', async (_, text, states) => {
  const tool = new ScriptedTool('work');
  let cuts = 0;
  const models = createScriptedModels((step) => {
    if (step > 0) return { text: 'done' };
    const calls = [{ name: 'work', half: cuts === 0 }];
    return { ...(text && cuts === 0 ? { text } : {}), calls, cut: cuts++ === 0 };
  });
  const run = new RunFixture({ models, toolSources: [new ScriptedSource([tool])] });
  run.startWorker();
  await run.ask();
  await run.untilEnded();
  expect([tool.executed.length, run.toolParts.map(({ state }) => state), run.message?.status]).toEqual([
    1,
    states,
    'complete',
  ]);
});
