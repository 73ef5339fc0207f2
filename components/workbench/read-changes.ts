import type { Message } from '#lib/protocol/message.ts';
import type { WorkbenchChange } from '#lib/protocol/workbench.ts';
import { foldChanges } from './fold-changes.ts';

const actions: ReadonlySet<unknown> = new Set(['added', 'altered', 'dropped']);

/** What an answer's tools changed in all, from their outputs alone; order of first touch. */
export function readChanges({ parts }: Pick<Message, 'parts'>): WorkbenchChange[] {
  const changes = parts.flatMap((part) =>
    part.type === 'dynamic-tool' && part.state === 'output-available' ? findChanged(part.output) : [],
  );
  return foldChanges(changes);
}

/** The changes that one output tells of. */
export function findChanged(output: unknown): WorkbenchChange[] {
  if (typeof output !== 'object' || output === null || !('changed' in output)) return [];
  return Array.isArray(output.changed) ? output.changed.filter(isChange) : [];
}

/** An output is the tool's word: what does not look like a change is none. */
function isChange(value: unknown): value is WorkbenchChange {
  if (typeof value !== 'object' || value === null) return false;
  if (!('kind' in value && typeof value.kind === 'string' && 'on' in value && typeof value.on === 'string'))
    return false;
  if (value.kind === 'rows') return 'inserted' in value && 'updated' in value && 'deleted' in value;
  return 'action' in value && actions.has(value.action);
}
