'use client';

import { Archive, ArchiveRestore, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import type { SessionListRow } from '#lib/client/session-list-view.ts';
import { useSessionListActions } from '#lib/client/use-session-list-actions.ts';
import { Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu-entry.ts';
import { untitled } from './row-state.ts';
import { useRemoveSession } from './use-remove-session.ts';

export function SessionMenu({ row, onRename }: { row: SessionListRow; onRename: () => void }) {
  const { archive } = useSessionListActions();
  const remove = useRemoveSession();
  const label = `Actions for ${row.title ?? untitled}`;
  const entries: MenuEntry[] = [
    { kind: 'action', label: 'Rename', icon: Pencil, run: onRename },
    {
      kind: 'action',
      label: row.archived ? 'Move out of archive' : 'Archive',
      icon: row.archived ? ArchiveRestore : Archive,
      run: () => void archive(row.sessionId, !row.archived),
    },
    { kind: 'line' },
    { kind: 'action', label: 'Delete', icon: Trash2, isDangerous: true, run: () => remove(row.sessionId) },
  ];
  return (
    <Menu
      label={label}
      entries={entries}
      align="start"
      aria-label={label}
      className="absolute right-1 inline-flex size-7 items-center justify-center rounded-sm text-ink-soft opacity-0 group-hover:opacity-100 hover:bg-line focus-visible:opacity-100 data-[state=open]:bg-line data-[state=open]:opacity-100 pointer-coarse:right-0 pointer-coarse:size-11 pointer-coarse:opacity-100"
    >
      <MoreHorizontal aria-hidden className="size-4" />
    </Menu>
  );
}
