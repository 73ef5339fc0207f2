'use client';

import { useEffect, useState, type ReactNode } from 'react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { PanelLeft } from 'lucide-react';
import type { Account } from '../account/account.ts';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { ToastOutlet } from '../ui/toast-outlet.tsx';
import { TooltipLayer } from '../ui/tooltip-layer.tsx';
import { loadAhead } from './load-ahead.ts';
import { openPath } from './open-path.ts';
import { isWorkspacePath, newSessionPath } from './session-path.ts';
import { loadSheet } from './load-sheet.ts';
import { keepSidebar } from './sidebar-cookie.ts';
import { useKeyboardInset } from './use-keyboard-inset.ts';

const Sheet = dynamic(() => loadSheet().then((module) => module.Sheet), { ssr: false });

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
  const router = useRouter();
  useKeyboardInset();
  // Synchronises with the network.
  useEffect(loadAhead, []);

  const showSidebar = (isShown: boolean) => {
    setHasSidebar(isShown);
    keepSidebar(isShown);
  };
  useShortcut('toggle-sidebar', () => (isNarrow() ? setHasSheet(!hasSheet) : showSidebar(!hasSidebar)));
  useShortcut('new-session', () =>
    isWorkspacePath(location.pathname) ? openPath(newSessionPath) : router.push(newSessionPath),
  );

  const closeSheet = () => setHasSheet(false);
  return (
    <>
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
        {hasSheet && (
          <Sheet label="Sidebar" onClose={closeSheet}>
            <Sidebar account={account} renderedAtMs={renderedAtMs} onHide={closeSheet} onOpen={closeSheet} />
          </Sheet>
        )}
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
      <ToastOutlet />
      <TooltipLayer />
    </>
  );
}

function isNarrow(): boolean {
  return !matchMedia('(min-width: 52rem)').matches;
}
