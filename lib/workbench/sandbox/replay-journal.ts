import type { JournalEntry, Sandbox } from './sandbox.ts';

/** Does again what was done. Stops at the first entry that fails and says why; what came before it stands. */
export async function replayJournal(
  sandbox: Pick<Sandbox, 'run' | 'applyMigration'>,
  entries: readonly JournalEntry[],
): Promise<string | undefined> {
  for (const [index, entry] of entries.entries()) {
    const result =
      entry.kind === 'migration'
        ? await sandbox.applyMigration(entry.name, entry.sql)
        : await sandbox.run(entry.sql, { mode: 'write' });
    if (result.status === 'error')
      return `cannot replay entry ${index + 1} of ${entries.length}: ${result.error.message} (${result.error.sqlstate})`;
  }
  return undefined;
}
