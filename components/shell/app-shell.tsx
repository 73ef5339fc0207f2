'use client';

import { useState, type ReactNode } from 'react';
import { PanelLeft } from 'lucide-react';
import type { Account } from '../account/account.ts';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { openPath } from './open-path.ts';
import { newSessionPath } from './session-path.ts';
import { Sheet } from './sheet.tsx';
import { keepSidebar } from './sidebar-cookie.ts';
import { useKeyboardInset } from './use-keyboard-inset.ts';

export interface AppShellProps {
  account: Account;
  renderedAtMs: number;
  /** As it was left on this device. */
  startsWithSidebar: boolean;
  children: ReactNode;
}

/** The frame of every page: the sidebar beside it, or above it on a phone. */
export function AppShell({ account, renderedAtMs, startsWithSidebar, children }: AppShellProps) {
  const [hasSidebar, setHasSidebar] = useState(startsWithSidebar);
  const [hasSheet, setHasSheet] = useState(false);
  useKeyboardInset();

  const showSidebar = (isShown: boolean) => {
    setHasSidebar(isShown);
    keepSidebar(isShown);
  };
  useShortcut('toggle-sidebar', () => (isNarrow() ? setHasSheet(!hasSheet) : showSidebar(!hasSidebar)));
  useShortcut('new-session', () => openPath(newSessionPath));

  const closeSheet = () => setHasSheet(false);
  return (
    <TooltipProvider delayDuration={350} skipDelayDuration={150}>
      <div className="flex h-dvh overflow-hidden" data-sidebar={hasSidebar || undefined}>
        {hasSidebar && (
          <aside
            aria-label="Sidebar"
            className="hidden w-(--sidebar) shrink-0 border-r border-line bg-sunken md:block"
          >
            <Sidebar
              account={account}
              renderedAtMs={renderedAtMs}
              onHide={() => showSidebar(false)}
              onOpen={closeSheet}
            />
          </aside>
        )}
        <Sheet label="Sidebar" open={hasSheet} onOpenChange={setHasSheet}>
          <Sidebar account={account} renderedAtMs={renderedAtMs} onHide={closeSheet} onOpen={closeSheet} />
        </Sheet>
        <div className="relative flex min-w-0 flex-1 flex-col">
          <div className="absolute left-2 z-20 flex h-(--topbar) items-center md:hidden">
            <IconButton icon={PanelLeft} label="Show sidebar" onClick={() => setHasSheet(true)} />
          </div>
          {!hasSidebar && (
            <div className="absolute left-2 z-20 hidden h-(--topbar) items-center md:flex">
              <IconButton
                icon={PanelLeft}
                label="Show sidebar"
                keys="Mod+B"
                onClick={() => showSidebar(true)}
              />
            </div>
          )}
          {children}
        </div>
      </div>
      <Toasts />
    </TooltipProvider>
  );
}

function isNarrow(): boolean {
  return !matchMedia('(min-width: 52rem)').matches;
}
