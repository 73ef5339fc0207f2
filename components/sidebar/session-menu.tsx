'use client';

import { Archive, ArchiveRestore, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import type { SessionListRow } from '#lib/client/session-list-view.ts';
import { useSessionListActions } from '#lib/client/use-session-list-actions.ts';
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { untitled } from './row-state.ts';
import { useRemoveSession } from './use-remove-session.ts';

export function SessionMenu({ row, onRename }: { row: SessionListRow; onRename: () => void }) {
  const { archive } = useSessionListActions();
  const remove = useRemoveSession();
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Actions for ${row.title ?? untitled}`}
          className="absolute right-1 inline-flex size-7 items-center justify-center rounded-sm text-ink-soft opacity-0 group-hover:opacity-100 hover:bg-line focus-visible:opacity-100 data-[state=open]:bg-line data-[state=open]:opacity-100 pointer-coarse:right-0 pointer-coarse:size-11 pointer-coarse:opacity-100"
        >
          <MoreHorizontal aria-hidden className="size-4" />
        </button>
      }
    >
      <MenuItem icon={Pencil} onSelect={() => requestAnimationFrame(onRename)}>
        Rename
      </MenuItem>
      <MenuItem
        icon={row.archived ? ArchiveRestore : Archive}
        onSelect={() => void archive(row.sessionId, !row.archived)}
      >
        {row.archived ? 'Move out of archive' : 'Archive'}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={Trash2} danger onSelect={() => remove(row.sessionId)}>
        Delete
      </MenuItem>
    </Menu>
  );
}
