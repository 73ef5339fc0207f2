import type { BudgetData, BudgetKind } from '#lib/protocol/data-part.ts';
import type { Chunk } from '#lib/protocol/chunk.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import type { Part } from '#lib/protocol/message.ts';
import { addUsage, usageOf } from '#lib/state/usage-of.ts';

/** Bounds of one run, and of a day. Dollars count only where a price is known. */
export interface BudgetLimits {
  readonly steps: number;
  readonly tokens: number;
  readonly timeMs: number;
  readonly toolCalls: number;
  readonly bytes: number;
  readonly costUsd: number;
  readonly userDayCostUsd: number;
  readonly dayCostUsd: number;
}

/** Where the run stands, folded from its own events: so a budget survives a takeover. */
export interface BudgetProgress {
  readonly stepsDone: number;
  /** Those included that the newest step asked for and that have not run. */
  readonly toolCalls: number;
  /** Time under a lease, without the waits. */
  readonly activeMs: number;
  readonly parts: readonly Part[];
}

/** US dollars of today's ended runs, read at the start of a lease. Runs under way are not in it. */
export interface SpentToday {
  readonly userUsd: number;
  readonly everybodyUsd: number;
}

export interface ExhaustedBudget extends BudgetData {
  /** Of the `run-end`. */
  readonly code: `budget-${BudgetKind}`;
}

const WARN_AT = 0.8;

/** What a run may still do, asked before each step and before each round of tools. Pure: made anew from each fold. */
export class RunBudget {
  readonly #uses: readonly BudgetData[];
  readonly #warned: ReadonlySet<string>;
  /** A step that takes longer is stopped. */
  readonly timeLeftMs: number;

  constructor({
    limits,
    progress,
    spent,
    unrecorded = {},
  }: {
    limits: BudgetLimits;
    progress: BudgetProgress;
    spent: SpentToday;
    /** Of calls that broke off under this lease: the log does not tell. */
    unrecorded?: Usage;
  }) {
    const { stepsDone, toolCalls, activeMs, parts } = progress;
    const usage = addUsage(usageOf(parts), unrecorded);
    this.timeLeftMs = Math.max(0, limits.timeMs - activeMs);
    const costUsd = usage.costUsd ?? 0;
    const tokens = usage.totalTokens ?? (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0);
    const bytes = Buffer.byteLength(JSON.stringify(parts));
    this.#uses = [
      { kind: 'steps', scope: 'run', used: stepsDone, limit: limits.steps },
      { kind: 'tokens', scope: 'run', used: tokens, limit: limits.tokens },
      { kind: 'time', scope: 'run', used: activeMs, limit: limits.timeMs },
      { kind: 'tool-calls', scope: 'run', used: toolCalls, limit: limits.toolCalls },
      { kind: 'bytes', scope: 'run', used: bytes, limit: limits.bytes },
      { kind: 'cost', scope: 'run', used: costUsd, limit: limits.costUsd },
      { kind: 'cost', scope: 'user-day', used: spent.userUsd + costUsd, limit: limits.userDayCostUsd },
      { kind: 'cost', scope: 'day', used: spent.everybodyUsd + costUsd, limit: limits.dayCostUsd },
    ];
    this.#warned = new Set(parts.flatMap((part) => (part.type === 'data-budget' ? [part.id] : [])));
  }

  /** The budget that does not allow another step, or the tools that the newest step asked for. */
  check(): ExhaustedBudget | undefined {
    const exhausted = this.#uses.find(isUsedUp);
    return exhausted && { ...exhausted, code: `budget-${exhausted.kind}` };
  }

  /** Budgets that are nearly used up and that the log does not name yet, to be pushed before the next step. */
  takeWarnings(): Chunk[] {
    return this.#uses
      .filter(({ used, limit }) => used > 0 && used >= limit * WARN_AT)
      .map((data): Chunk => ({ type: 'data-budget', id: `budget-${data.scope}-${data.kind}`, data }))
      .filter((chunk) => !('id' in chunk && this.#warned.has(chunk.id)));
  }
}

/** Calls that were asked for may all run when they just fit; of everything else another piece would come on top. */
function isUsedUp({ kind, used, limit }: BudgetData): boolean {
  return kind === 'tool-calls' ? used > limit : used > 0 && used >= limit;
}
