import { MockLanguageModelV4 } from 'ai/test';
import { beforeEach, expect, test } from 'vitest';
import { ManualClock, sleep } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { GroupCommitter } from '#lib/session/group-committer.ts';
import { LocalWakeUps } from '#lib/session/local-wake-ups.ts';
import { MemoryEventLog } from '#lib/session/memory-event-log.ts';
import { createSession, model, sendMessage } from '#lib/session/testing/log-fixture.ts';
import { findCapabilities } from './models/capabilities.ts';
import type { ModelRegistry } from './models/registry.ts';
import { RunSupervisor } from './run-supervisor.ts';
import { testLimits } from './testing/worker-fixture.ts';

const holder = { name: 'worker', lock: '1' };
/** A model that thinks until it is told to stop. */
const thinking = new MockLanguageModelV4({
  async doStream({ abortSignal }) {
    await sleep(clock, 60_000, abortSignal);
    throw abortSignal?.reason;
  },
});
const models: ModelRegistry = {
  defaultModel: model,
  listModels: () => [{ id: model, ...findCapabilities(model) }],
  requireModel: () => ({ model: thinking, capabilities: findCapabilities(model) }),
};

let clock: ManualClock;
let log: MemoryEventLog;
let wakeUps: LocalWakeUps;
let errors: unknown[];
beforeEach(() => {
  clock = new ManualClock();
  log = new MemoryEventLog({ clock });
  log.setConnected(holder, true);
  wakeUps = new LocalWakeUps();
  errors = [];
});

function startSupervisor(maxRuns = 10): RunSupervisor {
  const onError = (error: unknown) => void errors.push(error);
  const isPassing = () => true;
  const committer = new GroupCommitter({ log, clock, maxMembers: 64, giveUpMs: 8_000, isPassing, onError });
  const timeouts = { firstChunkTimeoutMs: 60_000, betweenChunksTimeoutMs: 60_000 };
  const supervisor = new RunSupervisor({
    log,
    wakeUps,
    clock,
    holder: () => holder,
    run: { log, committer, models, clock, limits: testLimits, timeouts, isPassing, onError },
    timings: { leaseMs: 8_000, heartbeatMs: 1_000, claimPollMs: 1_000 },
    maxRuns,
    onError,
  });
  supervisor.start();
  return supervisor;
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

async function requestRun(): Promise<{ sessionId: string; runId: string }> {
  const sessionId = await createSession(log);
  const { runId } = await sendMessage(log, sessionId);
  return { sessionId, runId };
}

test('a run that was purged before its claim is not asked for again: to skip its session looks like a held one', async () => {
  let claims = 0;
  log.transact = async () => {
    claims += 1;
    return { status: 'locked' };
  };
  startSupervisor();
  wakeUps.publish('run', createId(), createId());
  for (let n = 0; n < 20; n++) {
    await settle();
    clock.advance(100);
  }
  expect({ claims, errors }).toEqual({ claims: 0, errors: [] });
});

test('a worker holds no more runs than it may, however many are called out at once', async () => {
  const supervisor = startSupervisor(2);
  const requested = [await requestRun(), await requestRun(), await requestRun(), await requestRun()];
  for (const { sessionId, runId } of requested) wakeUps.publish('run', sessionId, runId);
  await settle();
  expect(supervisor.runCount).toBe(2);
  supervisor.stop();
});

test('[R6] a drain gives back the run whose claim was under way as well', async () => {
  const { sessionId, runId } = await requestRun();
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const transact = log.transact.bind(log);
  log.transact = async (input, decide) => {
    await gate;
    return transact(input, decide);
  };
  const supervisor = startSupervisor();
  await settle();
  const drained = supervisor.drain();
  open();
  await drained;
  expect({ held: supervisor.runCount, claimable: await log.findClaimable(10) }).toEqual({
    held: 0,
    claimable: [{ sessionId, runId }],
  });
});
