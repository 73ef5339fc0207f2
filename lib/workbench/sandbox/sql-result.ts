export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export interface SqlColumn {
  readonly name: string;
  /** As Postgres writes it, e.g. `timestamp with time zone`. */
  readonly type: string;
}

/** What Postgres, or the sandbox in its stead, says is wrong with a statement. */
export interface SqlError {
  readonly sqlstate: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  /** Where in the statement, in characters from 1. */
  readonly position?: number;
}

/** Rows of one table that one call inserted, updated or deleted, as Postgres counts them. */
export interface RowChange {
  readonly table: string;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

export type SqlMode = 'read' | 'write';

/** An error is a result as well: after one, nothing has changed. */
export type SqlResult =
  | {
      readonly status: 'ok';
      /** The command tag's words: `SELECT`, `INSERT`, `CREATE TABLE`. Undefined when only the first rows were read. */
      readonly command: string | undefined;
      readonly columns: readonly SqlColumn[];
      /**
       * By column. Whole and floating numbers and booleans as such, json as its value, everything else as text: bigint and numeric
       * in full, NaN, dates by ISO 8601, bytea as `\x` and hex, arrays as Postgres writes them.
       */
      readonly rows: readonly (readonly JsonValue[])[];
      /** Rows read or changed. Undefined when there are more rows than were read. */
      readonly rowCount: number | undefined;
      /** Whether rows were left out, and whether values were cut short. */
      readonly truncated: { readonly rows: boolean; readonly values: boolean };
      readonly notices: readonly string[];
      /** Of mode `write` alone. */
      readonly rowChanges: readonly RowChange[];
      readonly durationMs: number;
    }
  | {
      readonly status: 'error';
      readonly error: SqlError;
      readonly notices: readonly string[];
      readonly durationMs: number;
    };

export interface Migration {
  readonly version: string;
  readonly name: string;
  readonly statements: readonly string[];
  /** ISO 8601. */
  readonly appliedAt: string;
}

export type MigrationResult =
  | {
      readonly status: 'ok';
      readonly migration: Migration;
      readonly rowChanges: readonly RowChange[];
      readonly notices: readonly string[];
      readonly durationMs: number;
    }
  | {
      readonly status: 'error';
      readonly error: SqlError;
      /** The statement at fault, from 1; absent when it is the migration as such. */
      readonly statement?: number;
      readonly notices: readonly string[];
      readonly durationMs: number;
    };
