import type { JournalEntry } from '#lib/workbench/sandbox/sandbox.ts';
import type { SolutionStep } from '../scenario/solution.ts';

/** A journal as a solution. */
export function toSteps(journal: readonly JournalEntry[]): SolutionStep[] {
  return journal.map((entry) => (entry.kind === 'migration' ? entry : { kind: 'sql', sql: entry.sql }));
}
