import type { SqlError } from './sql-result.ts';

/** Ends a transaction of a sandbox without a trace; becomes the result of the call. */
export class SqlFailure extends Error {
  readonly sqlError: SqlError;
  /** The statement of a script at fault, from 1. */
  readonly statement: number | undefined;
  notices: readonly string[] = [];

  constructor(sqlError: SqlError, statement?: number) {
    super(sqlError.message);
    this.name = 'SqlFailure';
    this.sqlError = sqlError;
    this.statement = statement;
  }
}
