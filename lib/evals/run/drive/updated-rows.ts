import { z } from 'zod';
import type { ToolPart } from '#lib/protocol/message.ts';
import type { RowChange } from '#lib/workbench/sandbox/sql-result.ts';

const writers: ReadonlySet<string> = new Set(['execute_sql', 'apply_migration']);
const outputSchema = z.object({ changed: z.array(z.unknown()) });
const rowsSchema = z.object({ kind: z.literal('rows'), on: z.string(), updated: z.int().positive() });

/**
 * Rows that succeeded calls changed in place, by table. Two states of a sandbox do not show these; what came and what went
 * they do, and better than a sum: most of what is tried out is taken back.
 */
export function countUpdatedRows(calls: readonly ToolPart[]): RowChange[] {
  const counts = new Map<string, number>();
  for (const { toolName, state, output } of calls) {
    const found =
      writers.has(toolName) && state === 'output-available' ? outputSchema.safeParse(output) : undefined;
    for (const change of found?.data?.changed ?? []) {
      const rows = rowsSchema.safeParse(change).data;
      if (rows) counts.set(rows.on, (counts.get(rows.on) ?? 0) + rows.updated);
    }
  }
  return [...counts].map(([table, updated]) => ({ table, inserted: 0, updated, deleted: 0 }));
}
