'use client';

import { useMemo } from 'react';
import { useDesk, useSkill } from '../desk/desk-context.tsx';
import { CodeEditor } from '../editor/load-editor.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { DraftNotices } from './draft-notices.tsx';
import { FileTree } from './file-tree.tsx';
import { FindingList } from './finding-list.tsx';
import { TokenMeter } from './token-meter.tsx';

/** Files, the text, and what the linter says about it; on a phone below each other. */
export function EditView() {
  const theirs = useDesk((state) => state.theirs);
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-5 sm:grid-cols-[12rem_minmax(0,1fr)] lg:grid-cols-[12rem_minmax(0,1fr)_16rem]">
        <div className="space-y-5">
          <FileTree />
          <TokenMeter />
        </div>
        <div className="flex h-[max(24rem,calc(100dvh-18.5rem))] min-w-0 flex-col overflow-hidden rounded-md border border-line bg-raised focus-within:border-line-strong">
          <DraftNotices />
          <Editor />
          <p
            id="editor-keys"
            className="hidden border-t border-line bg-sunken px-3 py-1.5 text-xs text-ink-soft sm:block"
          >
            Esc, then Tab leaves the editor. Ctrl or Cmd + S saves, Ctrl or Cmd + F finds.
          </p>
        </div>
        <div className="sm:col-span-2 lg:col-span-1 lg:max-h-[max(24rem,calc(100dvh-18.5rem))] lg:overflow-y-auto">
          <FindingList />
        </div>
      </div>
      {theirs && <ConflictDialog theirs={theirs} />}
    </>
  );
}

function Editor() {
  const { desk } = useSkill();
  const path = useDesk((state) => state.selected);
  const text = useDesk((state) => state.files[state.selected] ?? '');
  const generation = useDesk((state) => state.generation);
  const theirs = useDesk(({ merging, selected }) => (merging ? (merging[selected] ?? '') : undefined));
  const findings = useDesk((state) => state.findings);
  const jump = useDesk((state) => state.jump);
  const on = useMemo(
    () => ({
      edit: (edited: string, words: string) => desk.edit(edited, words),
      save: () => void desk.save(),
    }),
    [desk],
  );
  return <CodeEditor shown={{ path, text, generation, theirs }} findings={findings} jump={jump} on={on} />;
}
