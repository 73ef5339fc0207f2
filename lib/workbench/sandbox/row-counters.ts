import type { SandboxTransaction } from './sandbox-connections.ts';
import type { RowChange } from './sql-result.ts';

type Counters = { name: string; inserted: string; updated: string; deleted: string }[];

/** What Postgres has counted on this connection and not handed over yet: earlier transactions' rows as well. */
const SELECT_COUNTERS = `
  SELECT schemaname || '.' || relname AS name, n_tup_ins AS inserted, n_tup_upd AS updated, n_tup_del AS deleted
  FROM pg_catalog.pg_stat_xact_user_tables
  WHERE n_tup_ins OPERATOR(pg_catalog.+) n_tup_upd OPERATOR(pg_catalog.+) n_tup_del OPERATOR(pg_catalog.>) 0
    AND schemaname OPERATOR(pg_catalog.!~~) 'pg_temp%' AND schemaname OPERATOR(pg_catalog.<>) 'workbench'
  ORDER BY schemaname, relname`;

/** Call it first; the answer then tells what rows the transaction has changed since. */
export async function watchRows(tx: SandboxTransaction): Promise<() => Promise<RowChange[]>> {
  const before = new Map((await readCounters(tx)).map((counter) => [counter.table, counter]));
  return async () =>
    (await readCounters(tx))
      .map((now) => {
        const then = before.get(now.table);
        return {
          table: now.table,
          inserted: now.inserted - (then?.inserted ?? 0),
          updated: now.updated - (then?.updated ?? 0),
          deleted: now.deleted - (then?.deleted ?? 0),
        };
      })
      .filter(({ inserted, updated, deleted }) => inserted + updated + deleted > 0);
}

async function readCounters(tx: SandboxTransaction): Promise<RowChange[]> {
  const counters: Counters = await tx.query(SELECT_COUNTERS);
  return counters.map(({ name, inserted, updated, deleted }) => ({
    table: name,
    inserted: Number(inserted),
    updated: Number(updated),
    deleted: Number(deleted),
  }));
}
