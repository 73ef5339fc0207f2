import type { Change, SandboxDescription } from './sandbox-description.ts';
import type { Migration, MigrationResult, RowChange, SqlMode, SqlResult } from './sql-result.ts';
import type { VisitorStep } from './visitor-steps.ts';

export type SandboxKind = 'session' | 'token' | 'trial';

/**
 * One real database for one session, token or trial. Calls throw only for faults of ours (the server is down); whatever
 * is wrong with the SQL is a result. Nothing of one call's connection reaches the next: no setting, role, temporary
 * table or prepared statement.
 */
export interface Sandbox {
  readonly id: string;
  readonly database: string;
  /** Why the last rebuild stopped before its end; the sandbox is then as the entries before left it. */
  readonly fault: string | undefined;
  /**
   * Runs one statement in its own transaction, within 3 s. Mode `read` is READ ONLY by Postgres, so whatever the
   * statement hides changes nothing.
   */
  run(sql: string, options: { mode: SqlMode }): Promise<SqlResult>;
  /** Runs statements in one transaction and records them under a name that is not taken: all or nothing. */
  applyMigration(name: string, sql: string): Promise<MigrationResult>;
  listMigrations(): Promise<readonly Migration[]>;
  /** `rows`: with the first rows of each table. Counts are always there. */
  describe(options?: { rows?: boolean }): Promise<SandboxDescription>;
  /** With `touched` (of the result in between) also what was updated in place. */
  changes(before: SandboxDescription, after: SandboxDescription, touched?: readonly RowChange[]): Change[];
  /** Runs trusted or untrusted statements in one transaction with the sandbox's own login; records nothing. */
  seed(sql: string): Promise<SqlResult>;
  /** One statement as a visitor of the API: role `authenticated` with these claims, or `anon` without. Rolled back. */
  asUser(claims: Readonly<Record<string, JsonClaim>> | undefined, sql: string): Promise<SqlResult>;
  /** A story of several visitors in one transaction: a step sees what those before it did. All of it is rolled back. */
  asUsers(steps: readonly VisitorStep[]): Promise<SqlResult[]>;
}

export type JsonClaim = string | number | boolean | null | JsonClaim[] | { [key: string]: JsonClaim };

/** A write that succeeded, from the log of the session. */
export type JournalEntry =
  | { readonly kind: 'sql'; readonly sql: string }
  | { readonly kind: 'migration'; readonly name: string; readonly sql: string };

/** What makes a sandbox anew: its writes, and before them what a trial begins with, which is recorded nowhere. */
export type RebuildEntry = JournalEntry | { readonly kind: 'seed'; readonly sql: string };

/** Where tools get their sandboxes from; `Sandboxes` is one. */
export interface SandboxSource {
  /** The same sandbox for the same id, from every node; made, or rebuilt from its journal, when there is none. */
  open(sandboxId: string, kind: SandboxKind): Promise<Sandbox>;
}
