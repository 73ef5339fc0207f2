import { systemClock } from '#lib/base/clock.ts';
import { createConnection } from '#lib/db/client.ts';
import { isPassingFault } from '#lib/db/database-fault.ts';
import { WorkerPresence } from '#lib/db/worker-presence.ts';
import { GroupCommitter } from '#lib/session/group-committer.ts';
import { LocalWakeUps } from '#lib/session/local-wake-ups.ts';
import { announceCommits, type WakeUps } from '#lib/session/wake-ups.ts';
import type { PostgresEventLog } from '#lib/session/postgres-event-log.ts';
import type { RunSkills } from '#lib/skills/run/run-skills.ts';
import type { ModelRegistry } from '../models/registry.ts';
import { RunSupervisor } from '../run-supervisor.ts';
import type { ToolSource } from '../tools/agent-tool.ts';

export const testLimits = {
  maxFruitlessAttempts: 6,
  maxAttempts: 60,
  maxProviderRetries: 3,
  backoffMs: 20,
  maxWaitMs: 5_000,
  maxAnswerChars: 100_000,
  toolTimeoutMs: 5_000,
  toolResultBytes: 48_000,
  approvalExpiryMs: 60_000,
  maxStartMs: 2_000,
};

/** One worker on a real database, as a process would be: `kill` is what kill -9 leaves. */
export async function startWorker(options: {
  name: string;
  url: string;
  log: PostgresEventLog;
  models: ModelRegistry;
  wakeUps?: WakeUps;
  timings?: { leaseMs: number; heartbeatMs: number; claimPollMs: number };
  timeouts?: { firstChunkTimeoutMs: number; betweenChunksTimeoutMs: number };
  toolSources?: readonly ToolSource[];
  skills?: RunSkills;
}) {
  const { name, url, log, models } = options;
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const presence = new WorkerPresence({
    connect: () => createConnection({ url, name }),
    clock: systemClock,
    onError,
  });
  await presence.start();
  const wakeUps = options.wakeUps ?? new LocalWakeUps();
  const stopAnnouncing = announceCommits(log, wakeUps);
  const committer = new GroupCommitter({
    log,
    clock: systemClock,
    maxMembers: 64,
    giveUpMs: 8_000,
    isPassing: isPassingFault,
    onError,
  });
  const supervisor = new RunSupervisor({
    log,
    wakeUps,
    clock: systemClock,
    holder: () => (presence.isHeld ? { name, lock: presence.lock } : undefined),
    run: {
      log,
      committer,
      models,
      clock: systemClock,
      limits: testLimits,
      toolSources: options.toolSources ?? [],
      ...(options.skills ? { skills: options.skills } : {}),
      timeouts: options.timeouts ?? { firstChunkTimeoutMs: 5_000, betweenChunksTimeoutMs: 5_000 },
      isPassing: isPassingFault,
      onError,
    },
    timings: options.timings ?? { leaseMs: 2_000, heartbeatMs: 200, claimPollMs: 100 },
    maxRuns: 100,
    onError,
  });
  supervisor.start();
  const close = async () => {
    stopAnnouncing();
    await presence.stop();
  };
  return {
    supervisor,
    errors,
    async kill() {
      supervisor.stop();
      await close();
    },
    async drain() {
      await supervisor.drain();
      await close();
    },
  };
}
