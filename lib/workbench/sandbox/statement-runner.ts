import type { Clock } from '#lib/base/clock.ts';
import { builtinTypes } from './builtin-types.ts';
import { watchRows } from './row-counters.ts';
import { RowCollector } from './row-collector.ts';
import type { SandboxConnections, SandboxTransaction } from './sandbox-connections.ts';
import type { SandboxLimits } from './sandbox-limits.ts';
import { SqlFailure } from './sql-failure.ts';
import type { SqlColumn, SqlMode, SqlResult } from './sql-result.ts';
import { findRefusal, toLeadingWord } from './statement-words.ts';

type RunOptions = { begin: string; finish: string; mode: SqlMode };

/** Runs single statements for people and models, and turns whatever comes of them into a result. */
export class StatementRunner {
  readonly #clock: Clock;
  readonly #limits: SandboxLimits;
  readonly #requireRoom: () => Promise<void>;

  constructor(dependencies: {
    clock: Clock;
    limits: SandboxLimits;
    /** Throws SqlFailure when the database has grown too large. */
    requireRoom: () => Promise<void>;
  }) {
    this.#clock = dependencies.clock;
    this.#limits = dependencies.limits;
    this.#requireRoom = dependencies.requireRoom;
  }

  async run(connections: SandboxConnections, sql: string, options: RunOptions): Promise<SqlResult> {
    const startedAt = this.#clock.now();
    try {
      this.requireStatement(sql);
      const result = await connections.transact(options, (tx) => this.#runOne(tx, sql, options.mode));
      return { ...result, durationMs: this.#clock.now() - startedAt };
    } catch (error) {
      if (!(error instanceof SqlFailure)) throw error;
      const durationMs = this.#clock.now() - startedAt;
      return { status: 'error', error: error.sqlError, notices: error.notices, durationMs };
    }
  }

  requireStatement(sql: string, where: 'call' | 'migration' = 'call'): void {
    this.requireLength(sql);
    const refusal = findRefusal(sql, where);
    if (refusal) throw new SqlFailure(refusal);
  }

  requireLength(sql: string): void {
    const { statementBytes } = this.#limits;
    if (Buffer.byteLength(sql) > statementBytes)
      throw new SqlFailure({ sqlstate: '54000', message: `the text is longer than ${statementBytes} bytes` });
  }

  /** What a transaction has to pass before its commit. */
  requireRoom(): Promise<void> {
    return this.#requireRoom();
  }

  async #runOne(
    tx: SandboxTransaction,
    sql: string,
    mode: SqlMode,
  ): Promise<Omit<Extract<SqlResult, { status: 'ok' }>, 'durationMs'>> {
    const readChanges = mode === 'write' ? await watchRows(tx) : undefined;
    const collector = new RowCollector(this.#limits);
    const { end, fields } = await tx.run(sql, {
      // What may write runs to its end, or half of it would be committed.
      maxRows: mode === 'read' ? this.#limits.maxRows + 1 : 0,
      onRow: (row, known) => collector.add(row, known),
    });
    const cutOff = end.status === 'failed';
    if (cutOff && (mode === 'write' || collector.rows.length === 0)) throw new Error('the bytes ran out');
    if (cutOff) collector.truncated.rows = true;
    const rowChanges = (await readChanges?.()) ?? [];
    // What drops is let through when it is full: no code of theirs runs with it, so it only makes room.
    if (mode === 'write' && toLeadingWord(sql) !== 'drop') await this.#requireRoom();
    const [command, count] = end.status === 'done' ? readTag(end.tag) : [];
    return {
      status: 'ok',
      command,
      columns: await this.#nameTypes(cutOff ? undefined : tx, fields),
      rows: collector.rows,
      rowCount: count,
      truncated: collector.truncated,
      notices: tx.notices,
      rowChanges,
    };
  }

  async #nameTypes(
    tx: SandboxTransaction | undefined,
    fields: readonly { name: string; typeId: number }[],
  ): Promise<SqlColumn[]> {
    const unknown = fields.map(({ typeId }) => typeId).filter((typeId) => !builtinTypes.has(typeId));
    const rows =
      tx && unknown.length > 0
        ? await tx.query<{ id: string; name: string }>(
            `SELECT id::pg_catalog.text, pg_catalog.format_type(id, NULL) AS name
             FROM pg_catalog.unnest($1::pg_catalog.oid[]) id`,
            [unknown],
          )
        : [];
    const named = new Map(rows.map(({ id, name }) => [Number(id), name]));
    return fields.map(({ name, typeId }) => ({
      name,
      type: builtinTypes.get(typeId) ?? named.get(typeId) ?? 'unknown',
    }));
  }
}

/** `INSERT 0 3` as `INSERT` and 3, `CREATE TABLE` as it is. */
function readTag(tag: string): [string, number | undefined] {
  const words = tag.split(' ');
  const count = words.findLast((word) => /^\d+$/.test(word));
  return [
    words.filter((word) => !/^\d+$/.test(word)).join(' '),
    count === undefined ? undefined : Number(count),
  ];
}
