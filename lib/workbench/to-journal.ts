import { isReadOnlySql } from '#lib/base/read-only-sql.ts';
import type { JournalEntry } from './sandbox/sandbox.ts';

/** A call of one of the Workbench's tools, as a session's log has it. */
export interface LoggedCall {
  readonly toolName: string;
  readonly state: string;
  readonly input?: unknown;
}

/**
 * What is to be done again to make a sandbox anew: the writes that succeeded, in the order of the log. A statement that
 * was run as a visitor was rolled back, so it is none of them.
 */
export function toJournal(calls: readonly LoggedCall[]): JournalEntry[] {
  return calls.flatMap(({ toolName, state, input }): JournalEntry[] => {
    if (state !== 'output-available' || typeof input !== 'object' || input === null) return [];
    if (!('sql' in input) || typeof input.sql !== 'string') return [];
    const { sql } = input;
    if (toolName === 'apply_migration') {
      return 'name' in input && typeof input.name === 'string'
        ? [{ kind: 'migration', name: input.name, sql }]
        : [];
    }
    const isTrial = 'as_user' in input && input.as_user !== undefined;
    return toolName !== 'execute_sql' || isTrial || isReadOnlySql(sql) ? [] : [{ kind: 'sql', sql }];
  });
}
