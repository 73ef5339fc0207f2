import type { Change } from '../sandbox/sandbox-description.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { RowChange } from '../sandbox/sql-result.ts';
import { fitItems } from './fit-items.ts';
import type { ToolContext } from './workbench-tool.ts';

/** What a result says of a write: `changed` is enough to show it without asking the sandbox again. */
interface Changed {
  readonly changed: readonly Change[];
  readonly changesOmitted?: number;
}

/** Runs one write and finds out what it changed. */
export function runWrite<
  Result extends { status: 'ok'; rowChanges: readonly RowChange[] } | { status: 'error' },
>(
  { sandboxId, writes, openSandbox }: ToolContext,
  write: (sandbox: Sandbox) => Promise<Result>,
): Promise<{ result: Result; changes: Changed }> {
  return writes.run(sandboxId, async () => {
    const sandbox = await openSandbox();
    const before = await sandbox.describe();
    const result = await write(sandbox);
    if (result.status === 'error') return { result, changes: { changed: [] } };
    const { kept, omitted } = fitItems(
      sandbox.changes(before, await sandbox.describe(), result.rowChanges),
      12_000,
    );
    return { result, changes: { changed: kept, ...(omitted > 0 ? { changesOmitted: omitted } : {}) } };
  });
}
