import type { WorkbenchChange } from '#lib/protocol/workbench.ts';
import { isRowChange } from './fold-changes.ts';

const partNames: Record<string, readonly [one: string, many: string]> = {
  column: ['column', 'columns'],
  constraint: ['constraint', 'constraints'],
  index: ['index', 'indexes'],
};

/** The parts that come with a new table are only counted; who may do what with it stays in full. */
export function foldNewTables(changes: readonly WorkbenchChange[]): WorkbenchChange[] {
  const isAdded = (change: WorkbenchChange) => !isRowChange(change) && change.action === 'added';
  const added = new Set(
    changes.filter((change) => change.kind === 'table' && isAdded(change)).map(({ on }) => on),
  );
  const isPart = (change: WorkbenchChange) =>
    added.has(change.on) && isAdded(change) && change.kind in partNames;
  const parts = changes.filter(isPart);
  return changes
    .filter((change) => !isPart(change))
    .map((change) =>
      change.kind === 'table' && isAdded(change) ? { ...change, after: count(parts, change.on) } : change,
    );
}

function count(parts: readonly WorkbenchChange[], on: string): string {
  const counts = Object.entries(partNames).flatMap(([kind, [one, many]]) => {
    const number = parts.filter((part) => part.on === on && part.kind === kind).length;
    return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  });
  return counts.join(', ');
}
