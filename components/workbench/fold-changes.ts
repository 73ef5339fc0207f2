import type { WorkbenchChange } from '#lib/protocol/workbench.ts';

type ObjectChange = Extract<WorkbenchChange, { action: string }>;
type RowChange = Extract<WorkbenchChange, { inserted: number }>;

export function isRowChange(change: WorkbenchChange): change is RowChange {
  return change.kind === 'rows';
}

/** What takes its columns, policies and rows with it when it goes. */
const wholes: ReadonlySet<string> = new Set(['table', 'view', 'function']);

/** Many small changes as what they come to: rows are added up, what was added and dropped again was never there. */
export function foldChanges(changes: readonly WorkbenchChange[]): WorkbenchChange[] {
  const folded = new Map<string, WorkbenchChange>();
  for (const change of changes) {
    const key = JSON.stringify([change.kind, change.on, 'name' in change ? change.name : undefined]);
    const next = join(folded.get(key), change);
    if (isDropOfWhole(change)) deleteAllOn(folded, change.on);
    if (next) folded.set(key, next);
    else folded.delete(key);
  }
  return [...folded.values()];
}

function isDropOfWhole(change: WorkbenchChange): boolean {
  return !isRowChange(change) && change.action === 'dropped' && wholes.has(change.kind);
}

function deleteAllOn(folded: Map<string, WorkbenchChange>, on: string): void {
  for (const [key, change] of folded) {
    if (change.on === on) folded.delete(key);
  }
}

function join(before: WorkbenchChange | undefined, next: WorkbenchChange): WorkbenchChange | undefined {
  if (!before) return next;
  if (isRowChange(before)) return isRowChange(next) ? addRows(before, next) : next;
  return isRowChange(next) ? next : joinObject(before, next);
}

function addRows(before: RowChange, next: RowChange): RowChange {
  return {
    ...before,
    inserted: before.inserted + next.inserted,
    updated: before.updated + next.updated,
    deleted: before.deleted + next.deleted,
  };
}

function joinObject(before: ObjectChange, next: ObjectChange): ObjectChange | undefined {
  if (before.action === 'added') return next.action === 'dropped' ? undefined : { ...next, action: 'added' };
  const { before: _, ...rest } = next;
  const first = before.before === undefined ? rest : { ...rest, before: before.before };
  // Dropped and made anew: it is there, and may be another.
  return next.action === 'added' ? { ...first, action: 'altered' } : first;
}
