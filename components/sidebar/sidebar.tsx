'use client';

import { useState } from 'react';
import { Archive, ArrowLeft, PanelLeft, SquarePen } from 'lucide-react';
import type { Account } from '../account/account.ts';
import { Mark } from '../mark/mark.tsx';
import { newSessionPath } from '../shell/session-path.ts';
import { WorkspaceLink } from '../shell/workspace-link.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { AccountMenu } from './account-menu.tsx';
import { SessionList } from './session-list.tsx';

export interface SidebarProps {
  account: Account;
  renderedAtMs: number;
  onHide: () => void;
  /** Something was opened: a sheet gets out of the way. */
  onOpen: () => void;
}

export function Sidebar({ account, renderedAtMs, onHide, onOpen }: SidebarProps) {
  const [showsArchived, setShowsArchived] = useState(false);
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-(--topbar) shrink-0 items-center justify-between pr-2.5 pl-4">
        <WorkspaceLink
          href={newSessionPath}
          onClick={onOpen}
          className="flex items-center gap-2 rounded-sm font-semibold"
        >
          <Mark className="size-[1.375rem] text-kelp" />
          <span className="text-[1.0625rem] tracking-[-0.015em]">Holdfast</span>
        </WorkspaceLink>
        <IconButton icon={PanelLeft} label="Hide sidebar" keys="Mod+B" onClick={onHide} />
      </div>
      <div className="px-2.5 pt-1 pb-3">
        <WorkspaceLink
          href={newSessionPath}
          onClick={onOpen}
          className="flex h-9 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium hover:bg-hover pointer-coarse:h-11"
        >
          <SquarePen aria-hidden className="size-4 text-kelp" strokeWidth={1.75} />
          New session
        </WorkspaceLink>
      </div>
      <nav aria-label="Sessions" className="min-h-0 flex-1 overflow-y-auto px-2.5">
        <SessionList archived={showsArchived} renderedAtMs={renderedAtMs} onOpen={onOpen} />
      </nav>
      <div className="border-t border-line p-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))]">
        <button
          type="button"
          onClick={() => setShowsArchived(!showsArchived)}
          className="mb-1 flex h-8 w-full items-center gap-2.5 rounded-md px-2.5 text-sm text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:h-11"
        >
          {showsArchived ? (
            <ArrowLeft aria-hidden className="size-4" />
          ) : (
            <Archive aria-hidden className="size-4" strokeWidth={1.75} />
          )}
          {showsArchived ? 'Back to sessions' : 'Archived'}
        </button>
        <AccountMenu account={account} />
      </div>
    </div>
  );
}
