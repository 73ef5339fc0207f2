import type { Clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import type { Message, ToolPart } from '#lib/protocol/message.ts';
import type { Question } from '#lib/session/decide/decide-approval.ts';
import { hashInput } from '#lib/session/hash-input.ts';
import type { RunWriter } from '#lib/session/run-writer.ts';
import type { RunLease } from '../run-lease.ts';
import type { RunProgress } from '../run-progress.ts';
import type { AgentTool } from './agent-tool.ts';
import { callTool, type CallLimits } from './call-tool.ts';
import { findInputFault } from './input-check.ts';
import { planCall, type ApprovalMode, type CallFacts, type CallPlan } from './tool-policy.ts';
import type { Toolbox } from './toolbox.ts';
import { hasReadUntrusted } from './untrusted.ts';

const MAX_PARALLEL_CALLS = 8;

export interface ToolLimits extends CallLimits {
  readonly approvalExpiryMs: number;
  /** How long the commit of a start may take: by then another worker may have the run. */
  readonly maxStartMs: number;
}

/** `again`: what the log holds has changed; look at it anew. `left`: parked, ended or another worker's. */
export type PhaseEnd = 'again' | 'left' | 'cancelled';

/**
 * What follows a model call that asked for tools: those that nobody has to be asked about run at once, side by side;
 * then the run is parked until the questions about the others are answered. Whatever it knows it has from the log, so
 * another worker can go on from any point. [A3] [R4]
 */
export class ToolPhase {
  readonly #lease: RunLease;
  readonly #writer: RunWriter;
  readonly #toolbox: Toolbox;
  readonly #history: readonly Message[];
  readonly #clock: Clock;
  readonly #limits: ToolLimits;
  readonly #mode: ApprovalMode;
  /** No further tool starts; those that run are waited for, since nobody could tell what they did. [R6] */
  readonly #draining: AbortSignal;
  readonly #onFault: (error: unknown) => void;

  constructor(dependencies: {
    lease: RunLease;
    writer: RunWriter;
    toolbox: Toolbox;
    history: readonly Message[];
    clock: Clock;
    limits: ToolLimits;
    mode: ApprovalMode;
    draining: AbortSignal;
    onFault: (error: unknown) => void;
  }) {
    this.#lease = dependencies.lease;
    this.#writer = dependencies.writer;
    this.#toolbox = dependencies.toolbox;
    this.#history = dependencies.history;
    this.#clock = dependencies.clock;
    this.#limits = dependencies.limits;
    this.#mode = dependencies.mode;
    this.#draining = dependencies.draining;
    this.#onFault = dependencies.onFault;
  }

  async run(progress: RunProgress): Promise<PhaseEnd> {
    // Decisions of the log and batches of the writer go one after the other.
    await this.#writer.flush();
    const planned = this.#plan(progress);
    const waiting = planned.filter(({ plan }) => plan.kind === 'wait');
    if (waiting.length > 0) {
      // What has expired is no open question any more, so the run is not parked for it.
      const { reply, lastSeq } = await this.#lease.expire();
      if (reply.status === 'fenced') return 'left';
      this.#writer.advance(lastSeq);
    }
    const asked = await this.#ask(planned);
    if (asked.status !== 'asked') return asked.status === 'cancelled' ? 'cancelled' : 'left';
    for (const { call, plan } of planned) this.#close(call, plan);
    await this.#runAll(
      planned.filter(({ call, plan }) => plan.kind === 'run' || asked.granted.includes(call.toolCallId)),
      progress.requestedBy,
    );
    await this.#writer.flush();
    const hasQuestions = waiting.length + asked.questions > asked.granted.length;
    if (!hasQuestions || this.#writer.stop || this.#draining.aborted) return 'again';
    const { reply } = await this.#lease.park();
    return reply.status === 'continue' ? 'again' : 'left';
  }

  #plan(progress: RunProgress): PlannedCall[] {
    const readUntrusted = hasReadUntrusted(this.#history, progress.parts);
    return progress.openCalls.map((call) => {
      const tool = this.#toolbox.find(call.toolName);
      const approval = progress.approvals.find(({ approvalId }) => approvalId === call.approval?.approvalId);
      const facts = { call, tool, approval, hasReadUntrusted: readUntrusted, mode: this.#mode };
      return { call, tool, plan: this.#planOne(facts) };
    });
  }

  /** A tool that can't say what a call of it means harms no other call. */
  #planOne(facts: Omit<CallFacts, 'inputFault'>): CallPlan {
    const { call, tool } = facts;
    try {
      return planCall({ ...facts, inputFault: tool && findInputFault(tool.inputSchema, call.input) });
    } catch (error) {
      this.#onFault(error);
      return { kind: 'fail', errorText: `The tool "${call.toolName}" failed.` };
    }
  }

  /** In one transaction, before anything runs. */
  async #ask(planned: readonly PlannedCall[]) {
    const questions = planned.flatMap(({ call, tool, plan }): Question[] => {
      if (plan.kind !== 'ask' || !tool) return [];
      return [
        {
          approvalId: createId(),
          toolCallId: call.toolCallId,
          toolName: call.toolName,
          inputHash: hashInput(call.input),
          why: plan.why,
          sessionScope: plan.why !== 'unknown-outcome' && tool.sessionScope,
          expiresAt: new Date(this.#clock.now() + this.#limits.approvalExpiryMs).toISOString(),
        },
      ];
    });
    if (questions.length === 0) return { status: 'asked' as const, questions: 0, granted: [] };
    const { reply, lastSeq } = await this.#lease.ask(questions);
    this.#writer.advance(lastSeq);
    return { ...reply, questions: questions.length };
  }

  #close({ toolCallId }: ToolPart, plan: CallPlan): void {
    if (plan.kind === 'deny') this.#writer.push({ type: 'tool-output-denied', toolCallId });
    if (plan.kind === 'fail')
      this.#writer.push({ type: 'tool-output-error', toolCallId, errorText: plan.errorText });
  }

  async #runAll(calls: readonly PlannedCall[], userId: string): Promise<void> {
    const waiting = [...calls];
    const lanes = Array.from({ length: Math.min(MAX_PARALLEL_CALLS, calls.length) }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await this.#runOne(next, userId);
    });
    await Promise.all(lanes);
  }

  /** That it starts is committed before it starts; after a cancel that commit is refused, and so is the tool. [C3] */
  async #runOne({ call, tool }: PlannedCall, userId: string): Promise<void> {
    const { toolCallId } = call;
    if (!tool || this.#writer.stop || this.#draining.aborted) return;
    const { sessionId, runId, stopped } = this.#writer;
    const startedAt = this.#clock.now();
    this.#writer.pushEvent({ type: 'tool-start', runId, toolCallId });
    await this.#writer.flush();
    // A process that froze meanwhile learns too late that it was taken over: it starts nothing any more. [I14]
    if (this.#clock.now() - startedAt > this.#limits.maxStartMs) this.#writer.halt('failed');
    if (this.#writer.stop) return;
    const chunk = await callTool(
      tool,
      call.input,
      { sessionId, runId, toolCallId, userId, signal: stopped },
      { clock: this.#clock, limits: this.#limits, onFault: this.#onFault },
    );
    if (chunk) this.#writer.push(chunk);
  }
}

interface PlannedCall {
  readonly call: ToolPart;
  readonly tool: AgentTool | undefined;
  readonly plan: CallPlan;
}
