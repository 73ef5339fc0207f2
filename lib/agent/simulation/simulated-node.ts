import type { Clock } from '#lib/base/clock.ts';
import { GroupCommitter } from '#lib/session/group-committer.ts';
import { LocalWakeUps } from '#lib/session/local-wake-ups.ts';
import type { MemoryEventLog } from '#lib/session/memory-event-log.ts';
import { SessionHub } from '#lib/session/session-hub.ts';
import { announceCommits, type WakeUpChannel, type WakeUps } from '#lib/session/wake-ups.ts';
import type { ModelRegistry } from '../models/registry.ts';
import { RunSupervisor } from '../run-supervisor.ts';
import type { ToolSource } from '../tools/agent-tool.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimulatedViewer, ViewedNode } from './simulated-viewer.ts';
import { SimulatedFault } from './simulated-tools.ts';
import { LostAnswer, UnreliableLog } from './unreliable-log.ts';

/** A process: worker and gateway over an unreliable way to the log, with hints to the others that get lost. */
export class SimulatedNode implements ViewedNode {
  readonly name: string;
  readonly log: UnreliableLog;
  readonly hub: SessionHub;
  readonly supervisor: RunSupervisor;
  readonly wakeUps = new LocalWakeUps();
  readonly live = new Set<SimulatedViewer>();
  readonly #store: MemoryEventLog;
  readonly #holder: { name: string; lock: string };

  constructor(options: {
    name: string;
    store: MemoryEventLog;
    clock: Clock;
    random: SeededRandom;
    models: ModelRegistry;
    tools: ToolSource;
    faults: () => number;
    others: () => readonly SimulatedNode[];
    onError: (error: unknown) => void;
  }) {
    const { name, store, clock, random, models } = options;
    this.name = name;
    this.#store = store;
    this.#holder = { name, lock: name };
    this.log = new UnreliableLog({ log: store, clock, random, faults: options.faults });
    const onError = (error: unknown) => {
      if (!(error instanceof LostAnswer || error instanceof SimulatedFault)) options.onError(error);
    };
    const isPassing = (error: unknown) => error instanceof LostAnswer;
    const wakeUps = this.#createWakeUps(clock, random, options.others);
    announceCommits(this.log, wakeUps);
    const common = { log: this.log, wakeUps, clock, onError };
    const fanOut = {
      publish: (frame: Parameters<SimulatedViewer['receive']>[0]) => {
        for (const viewer of this.live) if (viewer.sessionId === frame.sessionId) viewer.receive(frame);
      },
    };
    this.hub = new SessionHub({ ...common, fanOut, maxBacklogBytes: 1_000, pollMs: 1_000 });
    const committer = new GroupCommitter({ ...common, maxMembers: 4, giveUpMs: 3_000, isPassing });
    const limits = {
      maxFruitlessAttempts: 30,
      maxAttempts: 500,
      maxProviderRetries: 30,
      backoffMs: 20,
      maxWaitMs: 60_000,
      maxAnswerChars: 100_000,
      toolTimeoutMs: 2_000,
      toolResultBytes: 1_000,
      approvalExpiryMs: 5_000,
      maxStartMs: 4_000,
    };
    const timeouts = { firstChunkTimeoutMs: 5_000, betweenChunksTimeoutMs: 3_000 };
    this.supervisor = new RunSupervisor({
      ...common,
      holder: () => this.#holder,
      run: {
        log: this.log,
        committer,
        models,
        toolSources: [options.tools],
        clock,
        limits,
        timeouts,
        isPassing,
        onError,
      },
      timings: { leaseMs: 4_000, heartbeatMs: 800, claimPollMs: 500 },
      maxRuns: 20,
    });
  }

  start(): void {
    this.#store.setConnected(this.#holder, true);
    this.hub.start();
    this.supervisor.start();
  }

  freeze(untilMs: number): void {
    this.log.frozenUntil = untilMs;
  }

  /** Nothing is cleaned up, and whatever was under way never returns. */
  kill(): void {
    this.log.killed = true;
    this.#store.setConnected(this.#holder, false);
    this.hub.stop();
    for (const viewer of this.live) viewer.disconnect();
  }

  #createWakeUps(clock: Clock, random: SeededRandom, others: () => readonly SimulatedNode[]): WakeUps {
    const tellOthers = (channel: WakeUpChannel, key: string, value = '') => {
      for (const other of others()) {
        if (other === this || random.chance(0.3)) continue;
        clock.after(random.below(100), () => other.wakeUps.publish(channel, key, value));
      }
    };
    return {
      tellOthers,
      publish: (channel, key, value) => {
        this.wakeUps.publish(channel, key, value);
        tellOthers(channel, key, value);
      },
      subscribe: (channel, listener) => this.wakeUps.subscribe(channel, listener),
    };
  }
}
