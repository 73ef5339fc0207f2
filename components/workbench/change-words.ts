import type { WorkbenchChange } from '#lib/protocol/workbench.ts';
import { isRowChange } from './fold-changes.ts';

export interface ChangeWords {
  /** What it was done to. */
  what: string;
  /** What was done. */
  done: string;
  sign: 'added' | 'altered' | 'dropped';
}

const kinds: Record<string, string> = {
  rls: 'Row level security',
  grant: 'Rights of',
};

/** One change, in words. The table that it belongs to is `change.on`. */
export function toChangeWords(change: WorkbenchChange): ChangeWords {
  if (isRowChange(change)) return { what: 'Rows', done: toRowWords(change), sign: toRowSign(change) };
  const { kind, action, name, before, after } = change;
  const kindName = kinds[kind] ?? `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const what = name === undefined ? kindName : `${kindName} ${name}`;
  // Of what is new, only this says more than its name does.
  const isTold = action === 'altered' || kind === 'table' || kind === 'grant';
  return { what, done: isTold ? toDone(action, before, after) : action, sign: action };
}

function toDone(action: ChangeWords['sign'], before: string | undefined, after: string | undefined): string {
  if (action === 'dropped' || !after) return action;
  if (action === 'added') return `added: ${after}`;
  return before === undefined ? `now ${after}` : `${before} → ${after}`;
}

type RowChange = Extract<WorkbenchChange, { inserted: number }>;

function toRowWords({ inserted, updated, deleted }: RowChange): string {
  const words = [
    ...(inserted > 0 ? [`+${inserted.toLocaleString('en')}`] : []),
    ...(deleted > 0 ? [`−${deleted.toLocaleString('en')}`] : []),
    ...(updated > 0 ? [`${updated.toLocaleString('en')} updated`] : []),
  ];
  return words.join(' ') || 'touched';
}

function toRowSign({ inserted, updated, deleted }: RowChange): ChangeWords['sign'] {
  if (updated > 0 || (inserted > 0 && deleted > 0)) return 'altered';
  return deleted > 0 ? 'dropped' : 'added';
}
