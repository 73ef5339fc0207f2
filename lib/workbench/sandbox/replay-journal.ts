import { assertNever } from '#lib/base/assert.ts';
import type { RebuildEntry, Sandbox } from './sandbox.ts';
import type { MigrationResult, SqlResult } from './sql-result.ts';

/** Does again what was done. Stops at the first entry that fails and says why; what came before it stands. */
export async function replayJournal(
  sandbox: Pick<Sandbox, 'run' | 'applyMigration' | 'seed'>,
  entries: readonly RebuildEntry[],
): Promise<string | undefined> {
  for (const [index, entry] of entries.entries()) {
    const result = await replayEntry(sandbox, entry);
    if (result.status === 'error')
      return `cannot replay entry ${index + 1} of ${entries.length}: ${result.error.message} (${result.error.sqlstate})`;
  }
  return undefined;
}

function replayEntry(
  sandbox: Pick<Sandbox, 'run' | 'applyMigration' | 'seed'>,
  entry: RebuildEntry,
): Promise<SqlResult | MigrationResult> {
  switch (entry.kind) {
    case 'migration':
      return sandbox.applyMigration(entry.name, entry.sql);
    case 'seed':
      return sandbox.seed(entry.sql);
    case 'sql':
      return sandbox.run(entry.sql, { mode: 'write' });
    default:
      return assertNever(entry);
  }
}
