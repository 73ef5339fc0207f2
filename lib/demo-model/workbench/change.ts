import type { DemoModelId } from '../conversation.ts';
import type { Knows } from './rules.ts';
import type { TableFacts } from './tables.ts';

/**
 * One statement. `before` makes it repeatable: it is run first where the statement stands in a migration, or when it
 * has failed. `otherwise` is what is tried instead when it has failed.
 */
export interface Statement {
  sql: string;
  before?: string;
  otherwise?: string;
}

/** What was found before anything is written. */
export interface Facts {
  tables: readonly TableFacts[];
  /** Of the change's own question. Empty when there is none, or no tool to ask it with. */
  rows: readonly Record<string, unknown>[];
  /** What the docs say, when they were searched: the best page, else what was found. */
  docs: string;
  pages: readonly Record<string, unknown>[];
}

/** A scenario that asks for something to be made or mended: how it is done, with and without each rule. */
export interface Change {
  /** The name of the scenario in the evals. */
  id: string;
  isAskedBy(prompt: string): boolean;
  /** What is wanted, as it stands in a sentence: "a table for private notes". */
  wanted: string;
  /** The table that it is about. */
  table: string;
  /** Whether the table has to be there already. */
  mends?: true;
  migration: string;
  /** What to search the docs for. */
  docs: string;
  /** What to ask the database first. A function where a rule makes it ask. */
  question?: string | ((knows: Knows) => string | undefined);
  write(knows: Knows, facts: Facts, family: DemoModelId): readonly Statement[];
  /** A question whose answer shows that it worked. */
  proof: string;
  /** One sentence of what is true now, for the last words. */
  done(knows: Knows): string;
  /** Rows alone: nothing to record as a migration. */
  isData?: true;
}
