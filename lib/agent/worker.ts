import type { Clock } from '#lib/base/clock.ts';
import type { Config } from '#lib/config/env.ts';
import type { Logger } from '#lib/config/logger.ts';
import { GroupCommitter } from '#lib/session/group-committer.ts';
import type { OpenLog } from '#lib/session/open-log.ts';
import type { RunSkills } from '#lib/skills/run/run-skills.ts';
import type { ModelRegistry } from './models/registry.ts';
import { RunSupervisor } from './run-supervisor.ts';
import { TitleWriter } from './title-writer.ts';
import type { ToolSource } from './tools/agent-tool.ts';

/** Attempts in all, for each one in a row that may fail: a run that makes progress is given many. [R5] */
const ATTEMPTS_PER_FRUITLESS_ONE = 10;

/** The part of a node that writes answers: claims runs, executes them, names sessions, keeps house. */
export class Worker {
  readonly #supervisor: RunSupervisor;
  readonly #housekeeping: OpenLog['housekeeping'];
  readonly #presence: OpenLog['presence'];

  constructor(dependencies: {
    node: string;
    config: Config;
    logger: Logger;
    clock: Clock;
    open: Pick<OpenLog, 'log' | 'wakeUps' | 'reads' | 'presence' | 'housekeeping'>;
    models: ModelRegistry;
    /** Opened for each lease of a run. */
    toolSources?: readonly ToolSource[];
    skills: RunSkills;
    /** Whether the log will answer again by itself. */
    isPassing: (error: unknown) => boolean;
  }) {
    const { node, config, logger, clock, models, toolSources = [], skills, isPassing } = dependencies;
    const { log, wakeUps, reads, presence, housekeeping } = dependencies.open;
    const { limits, timings } = config;
    const onError = (error: unknown, about?: object) => logger.error({ error, ...about }, 'worker failed');
    const giveUpMs = timings.leaseMs;
    const committer = new GroupCommitter({
      log,
      clock,
      maxMembers: limits.groupSize,
      giveUpMs,
      isPassing,
      onError,
    });
    const titles = new TitleWriter({
      log,
      models,
      onError: (error) => logger.warn({ error }, 'a title could not be written'),
    });
    this.#presence = presence;
    this.#housekeeping = housekeeping;
    this.#supervisor = new RunSupervisor({
      log,
      wakeUps,
      clock,
      holder: () => (presence.isHeld ? { name: node, lock: presence.lock } : undefined),
      run: {
        log,
        committer,
        models,
        clock,
        limits: {
          maxFruitlessAttempts: limits.runAttempts,
          maxAttempts: limits.runAttempts * ATTEMPTS_PER_FRUITLESS_ONE,
          maxProviderRetries: limits.providerRetries,
          backoffMs: timings.providerBackoffMs,
          maxWaitMs: timings.noProgressMs,
          maxAnswerChars: limits.answerBytes,
          toolResultBytes: limits.toolResultBytes,
          toolTimeoutMs: timings.toolTimeoutMs,
          approvalExpiryMs: timings.approvalExpiryMs,
          maxStartMs: timings.leaseMs,
        },
        budget: {
          steps: limits.runSteps,
          tokens: limits.runTokens,
          timeMs: timings.runTimeMs,
          toolCalls: limits.runToolCalls,
          bytes: limits.answerBytes,
          costUsd: limits.runCostUsd,
          userDayCostUsd: limits.userDayCostUsd,
          dayCostUsd: limits.dayCostUsd,
        },
        toolSources,
        skills,
        loadSpent: (runId) => reads.spentToday(runId),
        timeouts: timings,
        isPassing,
        onError,
      },
      timings,
      maxRuns: limits.runsPerWorker,
      onStart: ({ sessionId, runId, title }) => {
        if (title === null) void titles.write(sessionId, runId);
      },
      onError,
    });
  }

  async start(): Promise<void> {
    await this.#presence.start();
    this.#supervisor.start();
    this.#housekeeping.start();
  }

  /** Gives back every run at a chunk boundary, then leaves. [R6] */
  async drain(): Promise<void> {
    this.#housekeeping.stop();
    await this.#supervisor.drain();
    await this.#presence.stop();
  }
}
