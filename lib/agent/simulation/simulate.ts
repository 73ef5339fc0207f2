import { ManualClock, sleep } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import type { Command } from '#lib/protocol/command.ts';
import { AppError } from '#lib/protocol/error.ts';
import { CommandExecutor } from '#lib/session/execute-command.ts';
import { MemoryEventLog } from '#lib/session/memory-event-log.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState } from '#lib/state/session-state.ts';
import { countEvents, noEvents, type EventCounts } from './count-events.ts';
import { findToolViolations } from './find-tool-violations.ts';
import { findViolations } from './find-violations.ts';
import { SeededRandom } from './seeded-random.ts';
import { createSimulatedModels } from './simulated-model.ts';
import { SimulatedNode } from './simulated-node.ts';
import { SimulatedTools } from './simulated-tools.ts';
import { SimulatedViewer } from './simulated-viewer.ts';

export interface SimulationResult {
  readonly violations: readonly string[];
  /** What happened, to see that the faults were there. */
  readonly counts: SimulationCounts;
}

export interface SimulationCounts extends EventCounts {
  reconnects: number;
  kills: number;
  freezes: number;
  /** Questions that were answered again, or too late. */
  refusals: number;
}

const STEPS = 60;

/** One seed: clients, nodes and faults for a while, then quiet until all has settled. */
export async function simulate(seed: number): Promise<SimulationResult> {
  const random = new SeededRandom(seed);
  const clock = new ManualClock(1_700_000_000_000);
  const store = new MemoryEventLog({ clock });
  const violations: string[] = [];
  const counts: SimulationCounts = { ...noEvents, reconnects: 0, kills: 0, freezes: 0, refusals: 0 };
  let calm = false;
  const models = createSimulatedModels(clock, random, () => (calm ? 0 : 0.2));
  const tools = new SimulatedTools({ clock, random });
  const nodes: SimulatedNode[] = [];
  const startNode = () => {
    const node = new SimulatedNode({
      name: String(nodes.length + 1 + counts.kills),
      store,
      clock,
      random,
      models,
      tools,
      faults: () => (calm ? 0 : 0.02),
      others: () => nodes,
      onError: (error) => violations.push(`unexpected error: ${String(error)}`),
    });
    nodes.push(node);
    node.start();
    return node;
  };
  startNode();
  startNode();
  const sessions = Array.from({ length: 2 }, () => createId());
  const viewers = sessions.flatMap((sessionId) =>
    Array.from({ length: 2 }, () => new SimulatedViewer({ sessionId, clock, random })),
  );
  const acked: { sessionId: string; messageId: string }[] = [];
  const decided: { sessionId: string; approvalId: string; decision: string }[] = [];

  /** Sends a command as an outbox would: the same one again until it is answered for good. */
  async function send(command: Command): Promise<unknown> {
    for (let tries = 0; tries < 200; tries++) {
      const node = random.pick(nodes);
      const ack = await (node && createExecutor(node).execute({ userId: 'alice' }, command));
      if (ack?.ok) return ack.result ?? {};
      if (ack && !ack.error.retryable) return undefined;
      await sleep(clock, 20);
    }
    violations.push(`[U1] command ${command.type} was never answered`);
    return undefined;
  }

  function createExecutor(node: SimulatedNode): CommandExecutor {
    return new CommandExecutor({
      log: node.log,
      wakeUps: node.wakeUps,
      defaultModel: 'sim:prefill',
      isModel: () => true,
      limits: { maxQueueItems: 50, maxLiveRuns: 50 },
      toAppError: () => new AppError('busy', 'cannot run the command: the log is away'),
    });
  }

  /** Time goes by in small steps, and all that is due runs. */
  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 10) {
      clock.advance(10);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Runs beside the clock: a command waits for time that only `pass` lets go by. */
  const under: Promise<unknown>[] = [];
  const begin = (command: Command, then?: (result: unknown) => void) => {
    under.push(send(command).then((result) => then?.(result)));
  };

  /** Somebody answers a question as they see it, which may be how it was. */
  const answerQuestion = (viewer: SimulatedViewer | undefined) => {
    const question = random.pick(viewer?.state.approvals ?? []);
    if (!viewer || !question) return;
    const { approvalId, inputHash } = question;
    const decision = random.chance(0.6) ? ('approve' as const) : ('deny' as const);
    const scope = question.sessionScope && random.chance(0.1) ? ('session' as const) : ('once' as const);
    const { sessionId } = viewer;
    const base = { commandId: createId(), sessionId, approvalId, inputHash, decision, scope };
    begin({ type: 'respond-approval', ...base }, (result) => {
      if (result === undefined) counts.refusals += 1;
      else decided.push({ sessionId, approvalId, decision });
    });
  };

  const actions: [number, () => void][] = [
    [5, () => answerQuestion(random.pick(viewers))],
    [
      6,
      () => {
        const sessionId = random.pick(sessions) ?? '';
        const messageId = createId();
        const withTools = random.chance(0.6) ? ` with ${1 + random.below(3)} tools` : '';
        const text = `count to ${1 + random.below(64)}${withTools}`;
        const model = random.chance(0.5) ? 'sim:prefill' : 'sim:repeat';
        const parts = [{ type: 'text' as const, text }];
        const base = { commandId: createId(), sessionId, messageId, parts, model, create: true };
        begin({ type: 'send-message', ...base }, (result) => {
          if (result !== undefined) acked.push({ sessionId, messageId });
        });
      },
    ],
    [
      2,
      () => {
        const sessionId = random.pick(sessions) ?? '';
        const live = [...(store.stateOf(sessionId)?.runs.values() ?? [])].find(
          (run) => run.status !== 'ended',
        );
        if (live) begin({ type: 'cancel-run', commandId: createId(), sessionId, runId: live.runId });
      },
    ],
    [
      4,
      () => {
        const viewer = random.pick(viewers);
        const node = random.pick(nodes);
        if (!viewer || !node) return;
        if (viewer.node) counts.reconnects += 1;
        viewer.disconnect();
        void viewer.connect(node);
      },
    ],
    [
      1,
      () => {
        const node = random.pick(nodes);
        if (!node) return;
        counts.kills += 1;
        node.kill();
        nodes.splice(nodes.indexOf(node), 1);
        for (const viewer of viewers) if (viewer.node === node) viewer.disconnect();
        startNode();
      },
    ],
    [
      1,
      () => {
        counts.freezes += 1;
        random.pick(nodes)?.freeze(clock.now() + random.below(12_000));
      },
    ],
  ];
  const wheel = actions.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));

  for (let step = 0; step < STEPS; step++) {
    random.pick(wheel)?.();
    await pass(random.below(400));
  }

  calm = true;
  for (const viewer of viewers) {
    viewer.disconnect();
    const node = random.pick(nodes);
    if (node) void viewer.connect(node);
  }
  // A node that is frozen still has to wake up and find out.
  const isQuiet = () =>
    nodes.every((node) => node.log.frozenUntil <= clock.now()) &&
    sessions.every((id) =>
      [...(store.stateOf(id)?.runs.values() ?? [])].every((run) => run.status === 'ended'),
    );
  const answers = { settled: false };
  void Promise.allSettled(under).then(() => (answers.settled = true));
  for (let waited = 0; waited < 300_000 && !(answers.settled && isQuiet()); waited += 200) {
    // Most questions find somebody, some are left to expire.
    const viewer = random.pick(viewers);
    if (viewer?.state.approvals.some(({ status }) => status === 'requested')) {
      answers.settled = false;
      answerQuestion(viewer);
      void Promise.allSettled(under).then(() => (answers.settled = true));
    }
    await pass(200);
  }
  await pass(3_000);
  for (const node of nodes) node.kill();

  for (const sessionId of sessions) {
    const events = (await store.read(sessionId, 0, 1_000_000))?.events ?? [];
    const log = reduce(createSessionState(sessionId), events);
    violations.push(...findViolations(events, log), ...findToolViolations(events, tools.starts));
    for (const viewer of viewers.filter((candidate) => candidate.sessionId === sessionId)) {
      violations.push(...viewer.violations);
      if (JSON.stringify([...viewer.state.messages]) !== JSON.stringify([...log.messages])) {
        violations.push(
          `[D2] a viewer ends at seq ${viewer.state.seq} with another view than the log's ${log.seq}`,
        );
      }
    }
    for (const { messageId } of acked.filter((sent) => sent.sessionId === sessionId)) {
      const inTree = log.messages.has(messageId);
      const inQueue = log.queue.some((item) => item.itemId === messageId);
      if (inTree === inQueue)
        violations.push(`[L5] acked message ${messageId} is in ${inTree ? 'two places' : 'none'}`);
    }
    for (const { approvalId, decision } of decided.filter((answer) => answer.sessionId === sessionId)) {
      const stored = events.flatMap((event) =>
        event.type === 'approval-response' && event.approvalId === approvalId ? [event.decision] : [],
      );
      if (stored.join() !== decision)
        violations.push(`[I1] acked ${decision} of ${approvalId} is ${stored.join() || 'lost'}`);
    }
    countEvents(events, counts);
  }
  return { violations, counts };
}
