import { createHash } from 'node:crypto';
import { toCanonicalJson } from '#lib/base/canonical-json.ts';
import type { Sandbox } from '#lib/workbench/sandbox/sandbox.ts';
import type { SandboxDescription } from '#lib/workbench/sandbox/sandbox-description.ts';

/** The schema of a sandbox without rows, counts and the record of migrations. The login's own name is the same in all. */
export async function describeSchema(sandbox: Sandbox): Promise<SandboxDescription> {
  const { tables, ...rest } = await sandbox.describe();
  const schema = {
    ...rest,
    migrations: [],
    tables: tables.map(({ rowCount: _count, rows: _rows, ...table }) => table),
  };
  // Cast: only a name within its strings was exchanged.
  return JSON.parse(JSON.stringify(schema).replaceAll(sandbox.database, 'sandbox')) as SandboxDescription;
}

/** Equal for equal schemas, whatever the order in which they were made. */
export function toFingerprint(schema: SandboxDescription): string {
  return createHash('sha256').update(toCanonicalJson(schema)).digest('hex').slice(0, 12);
}
