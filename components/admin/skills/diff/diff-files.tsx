'use client';

import { findChanges, type FileChange } from '../desk/compare-files.ts';
import { DiffText } from '../editor/load-editor.tsx';
import type { Files } from '../skill-view.ts';

export interface DiffFilesProps {
  from: Files;
  to: Files;
  /** What to say when they are equal. */
  empty: string;
}

const kindWords = { added: 'new file', removed: 'file deleted', changed: '' } satisfies Record<
  FileChange['kind'],
  string
>;

/** File by file, those that differ. */
export function DiffFiles({ from, to, empty }: DiffFilesProps) {
  const changes = findChanges(from, to);
  if (changes.length === 0) return <p className="px-4 py-8 text-center text-sm text-ink-soft">{empty}</p>;
  return changes.map(({ path, kind }) => (
    <section key={path} aria-label={path} className="border-line not-first:border-t">
      <h3 className="flex items-center gap-2 border-b border-line bg-sunken px-3 py-2 font-mono text-xs">
        <span className="min-w-0 truncate font-medium">{path}</span>
        {kindWords[kind] && <span className="font-sans text-ink-soft">{kindWords[kind]}</span>}
      </h3>
      <DiffText label={`${path}, compared`} from={from[path] ?? ''} to={to[path] ?? ''} />
    </section>
  ));
}
