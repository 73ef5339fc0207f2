/** How the run of a trial ended, as its row has it. */
export interface RunEnd {
  readonly reason: 'complete' | 'cancelled' | 'error' | null;
  readonly code: string | null;
  /** Whether the budget that was used up is that of everybody's day. */
  readonly exhaustedDay: boolean;
  /** A tool that broke for reasons of ours. */
  readonly toolFault: string | undefined;
}

/** `graded`: what it left behind says something about the model. `isWhole`: it came to its own end. */
export type RunVerdict =
  | { readonly kind: 'graded'; readonly isWhole: boolean; readonly fault: string | null }
  | { readonly kind: 'infra'; readonly fault: string; readonly again: boolean }
  | { readonly kind: 'stopped' };

/** The model used up what any answer may take, or filled its own window: its failure, and no accident. */
const modelFaults: ReadonlySet<string> = new Set([
  'budget-steps',
  'budget-tokens',
  'budget-time',
  'budget-tool-calls',
  'budget-bytes',
  'budget-cost',
  'context-full',
  'answer-too-long',
  'provider-answer-too-large',
]);

/** Another try meets the same fault. */
const lastingFaults: ReadonlySet<string> = new Set([
  'provider-refused-key',
  'provider-out-of-quota',
  'model-not-offered',
  'agent-unknown',
]);

/** What is not plainly the model's own failure is ours: it says nothing about the model, and may be tried again. */
export function classifyRun({ reason, code, exhaustedDay, toolFault }: RunEnd): RunVerdict {
  if (reason === 'cancelled') return { kind: 'stopped' };
  if (toolFault !== undefined) return { kind: 'infra', fault: toolFault, again: true };
  if (reason === 'complete') return { kind: 'graded', isWhole: true, fault: code };
  const fault = code ?? 'internal';
  if (exhaustedDay) return { kind: 'infra', fault: `${fault}: the budget of everybody's day`, again: false };
  if (modelFaults.has(fault)) return { kind: 'graded', isWhole: false, fault };
  return { kind: 'infra', fault, again: !lastingFaults.has(fault) };
}
