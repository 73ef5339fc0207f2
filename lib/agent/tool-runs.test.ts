import { expect, test } from 'vitest';
import type { ToolPart } from '#lib/protocol/message.ts';
import { textOf } from '#lib/state/selectors.ts';
import { RunFixture } from './testing/run-fixture.ts';
import { createScriptedModels, type ScriptedStep } from './testing/scripted-model.ts';
import { ok, ScriptedSource, ScriptedTool } from './testing/scripted-tool.ts';

const never = new Promise<never>(() => undefined);

/** Asks for tools in its first step and says "done" in its second. */
function startRun(
  calls: ScriptedStep['calls'],
  tools: readonly ScriptedTool[],
  options: Partial<ConstructorParameters<typeof RunFixture>[0]> = {},
) {
  const models = createScriptedModels((step) => (step === 0 ? { calls: calls ?? [] } : { text: 'done' }));
  const source = new ScriptedSource(tools);
  const run = new RunFixture({ models, toolSources: [source], ...options });
  return { run, models, source };
}

const outcome = ({ toolCallId, state, output, errorText }: ToolPart) => ({
  toolCallId,
  state,
  ...(output === undefined ? {} : { output }),
  ...(errorText === undefined ? {} : { errorText }),
});

test('a call is started in the log before it runs, and its result leads to the next step', async () => {
  const states: (string | undefined)[] = [];
  const look = new ScriptedTool('look', {
    run: () => {
      states.push(run.toolParts[0]?.state);
      return ok({ rows: 2 });
    },
  });
  const { run, models, source } = startRun([{ name: 'look', input: { at: 'x' } }], [look]);
  run.startWorker();
  await run.ask();
  await run.untilEnded();
  expect(states).toEqual(['running']);
  expect(run.message).toMatchObject({
    status: 'complete',
    usage: { inputTokens: 20, outputTokens: 10, totalTokens: 30 },
    parts: [
      { type: 'step-start', state: 'done', finishReason: 'tool-calls', usage: { inputTokens: 10 } },
      { type: 'dynamic-tool', toolCallId: 't1-1-0', state: 'output-available', output: { rows: 2 } },
      { type: 'step-start', state: 'done', finishReason: 'stop' },
      { type: 'text', text: 'done' },
    ],
  });
  expect(JSON.stringify(models.calls[1]?.prompt)).toContain('{\\"rows\\":2}');
  const { call } = look.executed[0] ?? {};
  expect({ userId: call?.userId, sessionId: call?.sessionId, runId: call?.runId }).toEqual({
    userId: 'alice',
    sessionId: run.sessionId,
    runId: run.runId,
  });
  expect({ opened: source.opened, closed: source.closed, errors: run.errors }).toEqual({
    opened: [{ userId: 'alice', sessionId: run.sessionId, runId: run.runId }],
    closed: 1,
    errors: [],
  });
});

test('calls of one step run side by side, and each result is written as it comes', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const slow = new ScriptedTool('slow', { run: () => gate.then(() => ok('slow')) });
  const quick = new ScriptedTool('quick');
  const { run } = startRun([{ name: 'slow' }, { name: 'quick' }], [slow, quick]);
  run.startWorker();
  await run.ask();
  await run.until(() => run.toolParts[1]?.state === 'output-available');
  expect(run.toolParts.map(({ state }) => state)).toEqual(['running', 'output-available']);
  open();
  await run.untilEnded();
  expect(run.toolParts.map(outcome)).toEqual([
    { toolCallId: 't1-1-0', state: 'output-available', output: 'slow' },
    { toolCallId: 't1-1-1', state: 'output-available', output: 'quick did it' },
  ]);
});

const needsName = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } as const;

test.each<[string, { name: string; input?: object | string }, string]>([
  ['an unknown tool', { name: 'nonsense' }, "unavailable tool 'nonsense'"],
  ['an input that is no JSON', { name: 'named', input: '{"name"' }, 'Invalid input for tool named'],
  [
    'an input that does not fit the schema',
    { name: 'named', input: { name: 7 } },
    "The input does not fit the tool's schema: /name must be string.",
  ],
  ['an input that is too large', { name: 'named', input: { name: 'x'.repeat(60_000) } }, '48000 are allowed'],
])('%s is a result that the model reads, and no tool runs', async (_, call, errorText) => {
  const named = new ScriptedTool('named', { inputSchema: needsName });
  const { run, models } = startRun([call], [named]);
  run.startWorker();
  await run.ask();
  await run.untilEnded();
  expect(run.toolParts).toMatchObject([
    { state: 'output-error', errorText: expect.stringContaining(errorText) },
  ]);
  expect({
    executed: named.executed.length,
    steps: models.calls.length,
    status: run.message?.status,
    started: (await run.types()).includes('tool-start'),
  }).toEqual({ executed: 0, steps: 2, status: 'complete', started: false });
});

test.each<[string, ScriptedTool, string]>([
  [
    'refuses',
    new ScriptedTool('t', { run: () => ({ status: 'error', message: 'no such table', untrusted: false }) }),
    'no such table',
  ],
  [
    'throws',
    new ScriptedTool('t', { run: () => Promise.reject(new Error('password=hunter2')) }),
    'The tool "t" failed.',
  ],
  [
    'hangs and listens',
    new ScriptedTool('t', {
      run: (_, { signal }) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
    }),
    'gave no result within 5 s',
  ],
  [
    'hangs and does not listen',
    new ScriptedTool('t', { run: () => never }),
    'gave no result within 5 s. Whether it took effect is not known.',
  ],
])('a tool that %s is a result, and the answer goes on', async (_, tool, errorText) => {
  const { run } = startRun([{ name: 't' }], [tool]);
  run.startWorker();
  await run.ask();
  await run.untilEnded();
  expect(run.toolParts).toMatchObject([
    { state: 'output-error', errorText: expect.stringContaining(errorText) },
  ]);
  expect(run.message && textOf(run.message)).toBe('done');
});

test('a tool that can not say whether it asks fails alone', async () => {
  const [look, odd] = [new ScriptedTool('look'), new ScriptedTool('odd')];
  odd.approvalFor = () => {
    throw new Error('odd');
  };
  const { run } = startRun([{ name: 'odd' }, { name: 'look' }], [look, odd]);
  run.startWorker();
  await run.ask();
  await run.untilEnded();
  expect(run.toolParts.map(outcome)).toEqual([
    { toolCallId: 't1-1-0', state: 'output-error', errorText: 'The tool "odd" failed.' },
    { toolCallId: 't1-1-1', state: 'output-available', output: 'look did it' },
  ]);
  expect([odd.executed.length, run.errors.length]).toEqual([0, 1]);
});

test('a huge result is cut, visibly', async () => {
  const tool = new ScriptedTool('t', {
    run: () => ok({ rows: Array.from({ length: 90_000 }, (_, index) => String(index)) }),
  });
  const { run } = startRun([{ name: 't' }], [tool]);
  run.startWorker();
  await run.ask();
  await run.untilEnded();
  const output = run.toolParts[0]?.output;
  expect(output).toMatch(/^\{"rows":\["0","1",[^]*\[cut here: \d+ bytes, 48000 are kept\]$/);
  expect(Buffer.byteLength(JSON.stringify(output))).toBeLessThanOrEqual(48_000);
});

test('[C3] a cancel while tools run aborts them at once and starts no other', async () => {
  const signals: AbortSignal[] = [];
  const hang = new ScriptedTool('hang', {
    run: (_, { signal }) => {
      signals.push(signal);
      return never;
    },
  });
  const calls = Array.from({ length: 12 }, () => ({ name: 'hang' }));
  const { run } = startRun(calls, [hang]);
  run.startWorker();
  await run.ask();
  await run.until(() => hang.executed.length === 8);
  await run.cancel();
  await run.untilEnded();
  const types = await run.types();
  expect(types.slice(types.indexOf('run-cancel'))).toEqual(['run-cancel', 'run-end']);
  expect({
    executed: hang.executed.length,
    aborted: signals.every((signal) => signal.aborted),
    status: run.message?.status,
    states: new Set(run.toolParts.map(({ state }) => state)),
  }).toEqual({ executed: 8, aborted: true, status: 'cancelled', states: new Set(['abandoned']) });
});

test('a source that is down gives no tools, and the others do', async () => {
  const look = new ScriptedTool('look');
  const { run } = startRun([{ name: 'look' }], [], {
    toolSources: [
      { open: () => Promise.reject(new Error('down')) },
      new ScriptedSource([
        look,
        new ScriptedTool('look'),
        new ScriptedTool('bad', { inputSchema: { type: 'x' } as never }),
      ]),
    ],
  });
  run.startWorker();
  await run.ask();
  await run.untilEnded();
  expect({ executed: look.executed.length, errors: run.errors.length }).toEqual({ executed: 1, errors: 3 });
});

test('a budget that bites ends the answer with its code', async () => {
  const budget = {
    steps: 3,
    tokens: 1_000_000,
    timeMs: 1_000_000,
    toolCalls: 100,
    bytes: 1_000_000,
    costUsd: 1,
    userDayCostUsd: 1,
    dayCostUsd: 1,
  };
  const models = createScriptedModels(() => ({ calls: [{ name: 'look' }] }));
  const look = new ScriptedTool('look');
  const run = new RunFixture({ models, toolSources: [new ScriptedSource([look])], budget });
  run.startWorker();
  await run.ask();
  await run.untilEnded();
  expect((await run.events()).at(-1)).toMatchObject({
    type: 'run-end',
    reason: 'error',
    code: 'budget-steps',
    usage: { totalTokens: 45 },
  });
  // Nobody would read what the tools of the last step say.
  expect(look.executed).toHaveLength(2);
});

test.each(['cancelled', 'given away'])(
  '[R6] [C2] a source that does not open holds up nobody: %s',
  async (how) => {
    const late = Promise.withResolvers<{ tools: []; close: () => Promise<void> }>();
    let closed = 0;
    const run = new RunFixture({
      models: createScriptedModels(() => ({ text: 'done' })),
      toolSources: [{ open: () => late.promise }],
    });
    const worker = run.startWorker();
    await run.ask();
    await run.until(() => run.status === 'running');
    if (how === 'cancelled') {
      await run.cancel();
      await run.untilEnded();
    } else await worker.drain();
    late.resolve({
      tools: [],
      close: async () => {
        closed += 1;
      },
    });
    await run.until(() => closed === 1);
    expect([run.message?.status, run.message?.parts]).toEqual([
      how === 'cancelled' ? 'cancelled' : 'streaming',
      [],
    ]);
  },
);
