import { agentActor } from '#lib/session/decide/decide-run.ts';
import type { EventLog } from '#lib/session/event-log.ts';
import type { GroupCommitter } from '#lib/session/group-committer.ts';
import type { RunWriter, WriterStop } from '#lib/session/run-writer.ts';
import type { RunEnding } from '#lib/session/session-control.ts';
import type { RunSkill, RunSkills } from '#lib/skills/run/run-skills.ts';
import { findAgent, type Agent } from './agents.ts';
import type { SpentToday } from './budget/run-budget.ts';
import { toInstructions } from './context/instructions.ts';
import { RunLease, type Claim } from './run-lease.ts';
import { foldProgress, type RunProgress } from './run-progress.ts';
import { RunSteps, type StepsDependencies, type StepsEnd } from './run-steps.ts';
import { createSkillFileSource, SKILL_FILE_TOOL } from './skills/skill-file-tool.ts';
import type { ToolSource } from './tools/agent-tool.ts';
import { Toolbox } from './tools/toolbox.ts';

export interface RunDependencies extends StepsDependencies {
  readonly log: EventLog;
  readonly committer: GroupCommitter;
  /** Opened once per lease. Default: no tools. */
  readonly toolSources?: readonly ToolSource[];
  /** Default: runs follow no skill. */
  readonly skills?: RunSkills;
  /** What was spent today before this run. Default: nothing is known of it. */
  readonly loadSpent?: (runId: string) => Promise<SpentToday>;
  readonly isPassing: (error: unknown) => boolean;
}

/** One lease of one run: from the claim to its end, its release, or the loss of the lease. */
export class RunExecution {
  readonly claim: Claim;
  readonly #dependencies: RunDependencies;
  readonly #lease: RunLease;
  readonly #draining = new AbortController();
  #writer: RunWriter | undefined;
  #steps: RunSteps | undefined;
  #halted: WriterStop | undefined;

  constructor(claim: Claim, dependencies: RunDependencies) {
    this.claim = claim;
    this.#dependencies = dependencies;
    const { models, limits } = dependencies;
    this.#lease = new RunLease({
      ...dependencies,
      claim,
      defaultModel: models.defaultModel,
      maxWaitMs: limits.maxWaitMs,
    });
  }

  /** Never throws. When it returns, this worker has nothing more to do with the run. */
  async execute(): Promise<void> {
    const { onError, isPassing } = this.#dependencies;
    try {
      await this.#run();
    } catch (error) {
      onError(error, this.claim.run);
      // The log is away: the lease runs out, and whoever reaches the log first goes on. [R3]
      if (isPassing(error)) return;
      // A fault of ours would be met by the next worker, too.
      await this.#end({ reason: 'error', code: 'internal' }).catch((endError: unknown) =>
        onError(endError, this.claim.run),
      );
    }
  }

  /** Somebody else learned that the run is to be stopped, or is not ours any more. */
  halt(reason: WriterStop): void {
    this.#halted ??= reason;
    this.#writer?.halt(reason);
  }

  /** Gives the run to another worker at the next chunk. [R6] */
  drain(): void {
    this.#draining.abort('draining');
  }

  async #run(): Promise<void> {
    const { log, models } = this.#dependencies;
    const { sessionId, run } = this.claim;
    const progress = foldProgress(sessionId, await log.readRun(sessionId, run.runId));
    // Asked for before the configuration changed.
    if (!models.listModels().some((model) => model.id === run.model)) {
      return this.#end({ reason: 'error', code: 'model-not-offered' });
    }
    const agent = findAgent(run.agent);
    if (!agent) return this.#end({ reason: 'error', code: 'agent-unknown' });
    const skill = run.skill && (await this.#dependencies.skills?.load(run.skill));
    // Another version is not what the run began with, and none would be worse. [M3]
    if (run.skill && !skill) return this.#end({ reason: 'error', code: 'skill-missing' });
    const writer = this.#openWriter(progress);
    const toolbox = await this.#openTools(agent, progress, writer, skill);
    try {
      if (this.#missesTools(agent, toolbox))
        return await this.#end({ reason: 'error', code: 'tools-missing' });
      const end = await this.#takeSteps(agent, progress, writer, toolbox, toInstructions(skill));
      if (end.status === 'ended') await this.#end(end.ending);
      if (end.status === 'released') await this.#lease.release(end.retry);
    } finally {
      await toolbox.close();
    }
  }

  /** People are answered without tools, too; a trial without them would say nothing about what it tries. */
  #missesTools(agent: Agent, toolbox: Toolbox): boolean {
    if (agent.forPeople || agent.tools.length === 0) return false;
    const isOpen = this.#writer?.stop === undefined && !this.#draining.signal.aborted;
    return isOpen && toolbox.list().every(({ name }) => name === SKILL_FILE_TOOL);
  }

  async #takeSteps(
    agent: Agent,
    progress: RunProgress,
    writer: RunWriter,
    toolbox: Toolbox,
    instructions: string,
  ): Promise<StepsEnd> {
    const { log, loadSpent, budget, approvals = agent.approvals } = this.#dependencies;
    const history = await log.readBranch(this.claim.sessionId, progress.parentId);
    const spent = (await loadSpent?.(this.claim.run.runId)) ?? { userUsd: 0, everybodyUsd: 0 };
    this.#steps = new RunSteps(
      {
        lease: this.#lease,
        writer,
        instructions,
        toolbox,
        history,
        progress,
        spent,
        draining: this.#draining.signal,
      },
      {
        ...this.#dependencies,
        approvals,
        // What trials cost is bounded by their eval run, and by the day of everybody.
        ...(budget && !agent.forPeople ? { budget: { ...budget, userDayCostUsd: Infinity } } : {}),
      },
    );
    return this.#steps.run();
  }

  #openWriter(progress: RunProgress): RunWriter {
    const { sessionId, run, runEpoch } = this.claim;
    const writer = this.#dependencies.committer.openRun({
      sessionId,
      runId: run.runId,
      runEpoch,
      after: progress.lastSeq,
      actor: agentActor(run.agent),
    });
    this.#writer = writer;
    if (this.#halted) writer.halt(this.#halted);
    return writer;
  }

  async #openTools(
    agent: Agent,
    progress: RunProgress,
    writer: RunWriter,
    skill: RunSkill | undefined,
  ): Promise<Toolbox> {
    const { toolSources = [], onError } = this.#dependencies;
    const sources = toolSources.filter(({ origin = 'declared' }) => agent.tools.includes(origin));
    const { sessionId, run } = this.claim;
    return Toolbox.open(
      // First, so that nobody else's tool takes its name.
      [...(skill ? [createSkillFileSource(skill)] : []), ...sources],
      { sessionId, runId: run.runId, userId: progress.requestedBy },
      {
        signal: AbortSignal.any([writer.stopped, this.#draining.signal]),
        onFault: (error) => onError(error, run),
      },
    );
  }

  async #end(ending: RunEnding): Promise<void> {
    const usage = this.#steps?.usage ?? {};
    await this.#lease.end({ ...ending, ...(Object.keys(usage).length > 0 ? { usage } : {}) });
  }
}
