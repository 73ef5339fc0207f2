import type { ModelRegistry } from '#lib/agent/models/registry.ts';
import type { Clock } from '#lib/base/clock.ts';
import type { Config } from '#lib/config/env.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { Database } from '#lib/db/client.ts';
import { cancelEvalRun } from '#lib/db/eval-rows.ts';
import { findTrialSession } from '#lib/db/eval-trial-rows.ts';
import { EvalReads } from '#lib/evals/read/eval-reads.ts';
import { shareEvals, type SharedEvals } from '#lib/evals/read/shared-evals.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { EventLog } from '#lib/session/event-log.ts';
import { SkillStore } from '#lib/skills/versions/skill-store.ts';
import { EvalDriver } from './eval-driver.ts';
import type { TrialSandboxes } from './grade-trial.ts';
import { openJudge } from './open-judge.ts';
import { openEvalStarter } from './open-starter.ts';
import { RunWatch } from './run-watch.ts';
import { toScenarioSummary, type ScenarioShelf } from './scenario-shelf.ts';
import { Slots } from './slots.ts';
import { TrialRunner } from './trial-runner.ts';
import { TrialSessions } from './trial-sessions.ts';

export interface OpenEvals {
  readonly evals: SharedEvals;
  /** On nodes that write answers; the others only take orders. */
  start(): void;
  drain(): Promise<void>;
}

/** Evals of this installation: what pages find on the bus and the command line asks for, and the driver that does it. */
export function openEvals(dependencies: {
  node: string;
  config: Pick<Config, 'limits' | 'timings' | 'models'>;
  logger: Pick<Logger, 'warn'>;
  clock: Clock;
  db: Database;
  log: EventLog;
  models: ModelRegistry;
  shelf: ScenarioShelf;
  /** Undefined where it is switched off: then nothing can be tried. */
  workbench: { readonly sandboxes: TrialSandboxes } | undefined;
  isPassing: (error: unknown) => boolean;
}): OpenEvals {
  const { node, config, logger, clock, db, log, models, shelf, workbench, isPassing } = dependencies;
  const sandboxes = workbench?.sandboxes;
  const { limits, timings } = config;
  const skills = new SkillStore({ db });
  const sessions = new TrialSessions({ db, log });
  const onError = (error: unknown, about: object) => logger.warn({ error, ...about }, 'an eval met a fault');
  const starter = openEvalStarter({ config, db, skills, shelf, models });
  const driver =
    sandboxes &&
    new EvalDriver({
      node,
      pollMs: timings.claimPollMs,
      drive: {
        db,
        clock,
        shelf,
        timings,
        isPassing,
        onError,
        slots: new Slots(limits.evalTrials),
        runner: new TrialRunner({
          sessions,
          sandboxes,
          onError,
          watch: new RunWatch({ db, log, clock, pollMs: timings.claimPollMs }),
          openJudge: openJudge({ models, modelId: config.models.judgeModel, clock, timeouts: timings }),
        }),
      },
    });
  const listScenarios = async (skillName: string) => (await shelf.list(skillName)).map(toScenarioSummary);
  const evals: SharedEvals = {
    reads: new EvalReads({ db, skills, listScenarios, maxMeanCostUsd: limits.gateCostUsd }),
    listScenarios,
    estimate: (spec) => starter.estimate(spec),
    async start(spec, by) {
      if (!sandboxes)
        throw new AppError('invalid-input', 'cannot start the evals: the Workbench is switched off');
      const started = await starter.start(spec, by.id);
      driver?.poke();
      return started;
    },
    async cancel(evalRunId) {
      const isOpen = await cancelEvalRun(db, evalRunId);
      if (isOpen) driver?.cancelled(evalRunId);
      return isOpen;
    },
    async openTrial(trialId, userId) {
      const sessionId = await findTrialSession(db, trialId);
      return sessionId !== undefined && (await sessions.open(sessionId, userId)) ? { sessionId } : undefined;
    },
  };
  shareEvals(evals);
  return {
    evals,
    start: () => driver?.start(),
    drain: async () => driver?.drain(),
  };
}
