'use client';

import { FolderGit2 } from 'lucide-react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Button } from '#components/ui/button.tsx';
import { useSkill } from './desk/desk-context.tsx';
import type { Comparison } from './diff/diff-view.tsx';
import { FOLDER } from './skill-actions.ts';
import type { FolderView } from './skill-view.ts';

/** Where the folder of the repository is not at production, and the command that brings it there. */
export function FolderNote({ onCompare }: { onCompare: (comparison: Comparison) => void }) {
  const { skill } = useSkill();
  const { folder, labels, name } = skill;
  const words = toFolderWords(folder);
  if (words === undefined || !labels.production) return null;
  const command = `npm run skills -- ${folder.state === 'unknown-text' ? 'push' : 'pull'} ${name}`;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-sunken px-3 py-2 text-sm">
      <FolderGit2 aria-hidden className="size-4 shrink-0 text-ink-soft" strokeWidth={1.75} />
      <p className="min-w-0 text-ink-soft">{words}</p>
      <span className="flex items-center">
        <code className="font-mono text-xs">{command}</code>
        <CopyButton size="small" label="Copy the command" getText={() => command} />
      </span>
      {folder.state !== 'missing' && labels.production && (
        <Button
          tone="plain"
          size="small"
          onClick={() => onCompare({ from: FOLDER, to: labels.production?.hash ?? FOLDER })}
        >
          Compare
        </Button>
      )}
    </div>
  );
}

function toFolderWords(folder: FolderView): string | undefined {
  switch (folder.state) {
    case 'same':
      return undefined;
    case 'missing':
      return 'The repository has no folder for it. This writes production to one, so that git holds it:';
    case 'other-version':
      return `The folder of the repository holds version ${folder.number}. This writes production to it, so that git holds it:`;
    case 'unknown-text':
      return 'The folder of the repository holds text that is no version yet. This makes one of it:';
  }
}
