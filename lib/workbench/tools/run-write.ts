import type { Change } from '../sandbox/sandbox-description.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { SqlFailure } from '../sandbox/sql-failure.ts';
import type { RowChange } from '../sandbox/sql-result.ts';
import { fitItems } from './fit-items.ts';
import type { ToolContext } from './workbench-tool.ts';

/** What a result says of a write: `changed` is enough to show it without asking the sandbox again. */
interface Changed {
  readonly changed: readonly Change[];
  readonly changesOmitted?: number;
  /** The write was done, but the sandbox can't be described: what it changed is not known. */
  readonly changesUnknown?: true;
}

/**
 * Runs one write and finds out what it changed. A sandbox that can't be described can still be written to: it may be a
 * write that mends it.
 */
export function runWrite<
  Result extends { status: 'ok'; rowChanges: readonly RowChange[] } | { status: 'error' },
>(
  { sandboxId, signal, writes, openSandbox }: ToolContext,
  write: (sandbox: Sandbox) => Promise<Result>,
): Promise<{ result: Result; changes: Changed }> {
  return writes.run(sandboxId, signal, async () => {
    const sandbox = await openSandbox();
    const before = await sandbox.describe().catch((error: unknown) => {
      if (error instanceof SqlFailure) return undefined;
      throw error;
    });
    signal.throwIfAborted();
    const result = await write(sandbox);
    if (result.status === 'error') return { result, changes: { changed: [] } };
    // Whatever is wrong now, the write is done, and says so.
    const after = before && (await sandbox.describe().catch(() => undefined));
    if (!after) return { result, changes: { changed: [], changesUnknown: true } };
    const { kept, omitted } = fitItems(sandbox.changes(before, after, result.rowChanges), 12_000);
    return { result, changes: { changed: kept, ...(omitted > 0 ? { changesOmitted: omitted } : {}) } };
  });
}
